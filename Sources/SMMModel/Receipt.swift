/// What the platform gave back for something published.
package struct Receipt: Sendable, Hashable, Codable {
    /// The platform's id of the thing.
    package var remoteID: String
    /// Its permalink, when there is one.
    package var url: String?
    /// The platform's version or content id (CID, revision), when there is one.
    package var version: String?
    /// Further values an edit or delete needs later (root uri, container id, …).
    package var values: [String: String]

    /// A receipt.
    package init(remoteID: String, url: String? = nil, version: String? = nil, values: [String: String] = [:]) {
        self.remoteID = remoteID
        self.url = url
        self.version = version
        self.values = values
    }
}
