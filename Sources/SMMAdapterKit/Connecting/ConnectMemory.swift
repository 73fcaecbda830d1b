package import SMMModel

/// What an adapter must find again at the next step of connecting. It is kept in memory only, for ten minutes.
package struct ConnectMemory: Sendable, Hashable {
    /// What is no secret.
    package var values: [String: String]
    /// What is: verifier, client secret, state.
    package var secrets: [String: Secret]

    /// A memory.
    package init(values: [String: String] = [:], secrets: [String: Secret] = [:]) {
        self.values = values
        self.secrets = secrets
    }
}
