/// Why a zone could not be used: an unknown name, a file that cannot be read, or one that is damaged.
package struct TimeDataError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is; open, so that a later version may add kinds.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The stable word for the failure.
        package let rawValue: String
        /// A code from its word.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// The name is not one a zone can have.
        package static let invalidName = Code(rawValue: "zone-name-invalid")
        /// No zone of that name is installed.
        package static let unknownZone = Code(rawValue: "zone-unknown")
        /// The file exists and cannot be read.
        package static let unreadable = Code(rawValue: "zone-unreadable")
        /// The file breaks RFC 9636.
        package static let damaged = Code(rawValue: "zone-damaged")
        /// There is no zone database at all.
        package static let missingDatabase = Code(rawValue: "zone-database-missing")
    }

    /// The kind of failure.
    package let code: Code
    /// What happened and why, in one sentence.
    package let message: String
    /// The installed name nearest to an unknown one.
    package let suggestion: String?

    /// An error with its text.
    package init(_ code: Code, _ message: String, suggestion: String? = nil) {
        self.code = code
        self.message = message
        self.suggestion = suggestion
    }

    /// The message, and the nearest name where there is one.
    package var description: String {
        suggestion.map { "\(message) Did you mean \($0)?" } ?? message
    }
}
