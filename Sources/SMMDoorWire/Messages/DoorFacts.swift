/// What the door must know of the configuration to serve.
package struct DoorFacts: Sendable, Hashable {
    /// What stands in `Host` when somebody comes by the public address: a name, with a port unless it is the scheme's own.
    package var host: String
    /// The language of pages where a brand has none: a tag of BCP 47.
    package var language: String
    /// The addresses of reverse proxies whose word on where a client is counts.
    package var proxies: [String]

    /// Facts.
    package init(host: String, language: String, proxies: [String]) {
        self.host = host
        self.language = language
        self.proxies = proxies
    }
}
