/// What is to be different about an account; nil stays as it is.
package struct AccountChange: Sendable, Hashable {
    /// A new short name.
    package var name: String?
    /// Settings to change; an empty text takes one away.
    package var settings: [String: String]

    /// A change.
    package init(name: String? = nil, settings: [String: String] = [:]) {
        self.name = name
        self.settings = settings
    }
}
