/// Everything wrong with a configuration, in the order of files and lines; never empty.
package struct ConfigurationErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// The mistakes.
    package let errors: [ConfigurationError]

    init(_ errors: [ConfigurationError]) {
        self.errors = errors.sorted { $0.position < $1.position }
    }

    /// One line for each mistake.
    package var description: String {
        errors.map(\.description).joined(separator: "\n")
    }
}
