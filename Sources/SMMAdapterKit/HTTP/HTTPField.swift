/// One header field.
package struct HTTPField: Sendable, Hashable, Codable {
    /// The name as sent; compared without case.
    package var name: String
    /// The value.
    package var value: String

    /// A field.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
