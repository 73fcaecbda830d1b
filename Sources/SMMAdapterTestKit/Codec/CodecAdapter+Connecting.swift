package import SMMAdapterKit
package import SMMModel

// What has a credential in it, across the border.

extension CodecAdapter: ConnectsAccounts {
    /// Connects through the adapter behind the border.
    package func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
        guard let inner = inner as? any ConnectsAccounts else {
            return .tryAgain(after: nil, reason: Self.unableToSay)
        }
        let step = await inner.connect(carry(request, ConnectRequestWire.init, \.value, "connect request"), in: context)
        return carry(step, ConnectStepWire.init, \.value, "connect step")
    }
}

extension CodecAdapter: RefreshesCredentials {
    /// Asks the adapter behind the border.
    package func canRefresh(_ credential: Credential) -> Bool {
        (inner as? any RefreshesCredentials)?.canRefresh(carry(credential)) ?? false
    }

    /// Renews through the adapter behind the border.
    package func refresh(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> RefreshResult {
        guard let inner = inner as? any RefreshesCredentials else {
            return .retry(after: nil, reason: Self.unableToSay)
        }
        let result = await inner.refresh(carry(credential), of: cross(account, "account"), in: context)
        return carry(result, RefreshResultWire.init, \.value, "refresh result")
    }
}

extension CodecAdapter: RevokesCredentials {
    /// Takes back through the adapter behind the border.
    package func revoke(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> Failure? {
        guard let inner = inner as? any RevokesCredentials else { return Self.unableToSay }
        return cross(
            await inner.revoke(carry(credential), of: cross(account, "account"), in: context), "revoke result")
    }
}

extension CodecAdapter {
    private func carry(_ credential: Credential) -> Credential {
        carry(credential, CredentialWire.init, \.value, "credential")
    }

    /// Takes `value` across in the form that is made for it.
    private func carry<Value: Equatable, Wire: Codable & Equatable>(
        _ value: Value, _ pack: (Value) -> Wire, _ unpack: (Wire) -> Value, _ what: String
    ) -> Value {
        let copy = unpack(cross(pack(value), what))
        if copy != value { note("\(what): another value came back") }
        return copy
    }
}
