package import SMMModel

/// Why a written time was not taken: what was written, what is wrong with it, and what would do.
package struct WhenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is; open, so that a later version may add kinds.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The stable word for the failure.
        package let rawValue: String
        /// A code from its word.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Nothing was written.
        package static let empty = Code(rawValue: "time-empty")
        /// The words are none of the allowed forms.
        package static let notUnderstood = Code(rawValue: "time-not-understood")
        /// A day without a time of day.
        package static let missingTime = Code(rawValue: "time-of-day-missing")
        /// A day the calendar does not have.
        package static let noSuchDate = Code(rawValue: "date-does-not-exist")
        /// A time no clock shows.
        package static let noSuchClock = Code(rawValue: "time-does-not-exist")
        /// A time the zone's clocks jump over.
        package static let gap = Code(rawValue: "time-in-gap")
        /// A time before now.
        package static let past = Code(rawValue: "time-past")
        /// A time further ahead than anybody means.
        package static let tooFar = Code(rawValue: "time-too-far")
    }

    /// The kind of failure.
    package let code: Code
    /// The text as it was given, cut at 80 characters, control characters replaced.
    package let input: String
    /// What is wrong, in one sentence.
    package let reason: String
    /// What may be written instead.
    package let allowed: [String]
    /// For a gap the last minute before it and the first instant after it.
    package let neighbours: [Instant]

    init(_ code: Code, _ input: String, _ reason: String, allowed: [String], neighbours: [Instant] = []) {
        self.code = code
        self.input = Self.harmless(input)
        self.reason = reason
        self.allowed = allowed
        self.neighbours = neighbours
    }

    /// The whole message in one line.
    package var description: String {
        let list = allowed.isEmpty ? "" : " Write \(allowed.joined(separator: ", or "))."
        return input.isEmpty ? "\(reason)\(list)" : "'\(input)': \(reason)\(list)"
    }

    private static func harmless(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(80) {
            // Control and format characters could rewrite a terminal line.
            let category = scalar.properties.generalCategory
            let isPlain = category != .control && category != .format && category != .lineSeparator
            scalars.append(isPlain ? scalar : "\u{FFFD}")
        }
        return String(scalars)
    }
}
