package import SMMModel

/// A change to something published: the new content and the receipt of the old.
package struct EditRequest: Sendable, Hashable, Codable {
    /// The new content, in the shape of a publish.
    package var content: PublishRequest
    /// What is changed.
    package var receipt: Receipt

    /// An edit.
    package init(content: PublishRequest, receipt: Receipt) {
        self.content = content
        self.receipt = receipt
    }
}
