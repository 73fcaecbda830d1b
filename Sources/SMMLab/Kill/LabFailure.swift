/// Why a harness could not go on: a sentence for a person.
package struct LabFailure: Error, Sendable, CustomStringConvertible {
    /// The sentence.
    package let description: String

    /// A failure.
    package init(_ description: String) {
        self.description = description
    }
}
