import SMMAdapterKit

/// A connected account, as it crosses a border between processes.
struct ConnectedAccountWire: Codable, Equatable {
    private let identity: String
    private let handle: String
    private let settings: [String: String]
    private let facts: [String: String]
    private let credential: CredentialWire
    private let remarks: [String]

    init(_ account: ConnectedAccount) {
        identity = account.identity
        handle = account.handle
        settings = account.settings
        facts = account.facts
        credential = CredentialWire(account.credential)
        remarks = account.remarks
    }

    /// The account.
    var value: ConnectedAccount {
        ConnectedAccount(
            identity: identity, handle: handle, settings: settings, facts: facts, credential: credential.value,
            remarks: remarks)
    }
}
