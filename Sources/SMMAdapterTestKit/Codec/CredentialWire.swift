import SMMAdapterKit
import SMMModel

/// A credential as it crosses a border between processes. Its secrets stand open here, which no type of the program
/// itself allows.
struct CredentialWire: Codable, Equatable {
    private let kind: String
    private let secrets: [String: String]
    private let facts: [String: String]
    private let issuedAt: Instant
    private let expiresAt: Instant?

    init(_ credential: Credential) {
        kind = credential.kind
        secrets = credential.secrets.mapValues { $0.reveal() }
        facts = credential.facts
        issuedAt = credential.issuedAt
        expiresAt = credential.expiresAt
    }

    /// The credential.
    var value: Credential {
        Credential(
            kind: kind, secrets: secrets.mapValues { Secret($0) }, facts: facts, issuedAt: issuedAt,
            expiresAt: expiresAt)
    }
}
