package import SMMModel

/// A secret on its way over the control socket: the one form in which a secret is written as JSON.
///
/// It stands in requests alone, never in an answer.
package struct SecretText: Sendable, Hashable, Codable, CustomStringConvertible, CustomReflectable {
    /// The secret.
    package let secret: Secret

    /// A secret to be sent.
    package init(_ secret: Secret) { self.secret = secret }

    /// Reads it from a JSON string.
    package init(from decoder: any Decoder) throws {
        secret = Secret(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes it as a JSON string, for the socket.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(secret.reveal())
    }

    /// ``SMMModel/Secret/mask``.
    package var description: String { Secret.mask }
    /// Nothing to look into.
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
