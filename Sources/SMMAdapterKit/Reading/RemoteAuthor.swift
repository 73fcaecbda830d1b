/// Somebody on a platform. All texts are remote text.
package struct RemoteAuthor: Sendable, Hashable, Codable {
    /// The platform's id of the person.
    package var remoteID: String
    /// What people call the account, e.g. `@ann@example.social`.
    package var handle: String
    /// The name shown.
    package var name: String?
    /// The address of the profile.
    package var url: String?

    /// Somebody.
    package init(remoteID: String, handle: String, name: String? = nil, url: String? = nil) {
        self.remoteID = remoteID
        self.handle = handle
        self.name = name
        self.url = url
    }
}
