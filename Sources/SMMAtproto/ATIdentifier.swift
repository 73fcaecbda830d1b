/// A handle or a DID, wherever the protocol takes either.
package enum ATIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// A handle.
    case handle(Handle)
    /// A DID.
    case did(DID)

    /// Reads `text`; nil when it is neither.
    package init?(_ text: some StringProtocol) {
        if text.hasPrefix("did:") {
            guard let did = DID(text) else { return nil }
            self = .did(did)
        } else {
            guard let handle = Handle(text) else { return nil }
            self = .handle(handle)
        }
    }

    /// The handle or the DID as text.
    package var text: String {
        switch self {
        case .handle(let handle): handle.text
        case .did(let did): did.text
        }
    }

    /// The same.
    package var description: String { text }
}
