/// What a client's page needs to know of an invite.
package struct DoorInvitation: Sendable, Hashable {
    /// The brand's language: a tag of BCP 47.
    package var language: String
    /// What the brand is called.
    package var brand: String
    /// What the network is called.
    package var network: String

    /// An invitation.
    package init(language: String, brand: String, network: String) {
        self.language = language
        self.brand = brand
        self.network = network
    }

    var texts: [String] { [language, brand, network] }
}
