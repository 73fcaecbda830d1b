/// An account that was connected, verified by a read.
package struct ConnectedAccount: Sendable, Hashable {
    /// What names the account on its platform for ever and nowhere else twice: a DID, or server and id. Kept as the fact
    /// ``AccountFact/identity``.
    package var identity: String
    /// What people call it, e.g. `@bakery@example.social`.
    package var handle: String
    /// The settings as they are to be kept, e.g. the server's address in one way of writing.
    package var settings: [String: String]
    /// What the platform said of the account and its server.
    package var facts: [String: String]
    /// The credential.
    package var credential: Credential
    /// What a person should know: a scope that is missing, a limit that is near. Sentences of ours.
    package var remarks: [String]

    /// An account.
    package init(
        identity: String, handle: String, settings: [String: String], facts: [String: String] = [:],
        credential: Credential, remarks: [String] = []
    ) {
        self.identity = identity
        self.handle = handle
        self.settings = settings
        self.facts = facts
        self.credential = credential
        self.remarks = remarks
    }
}
