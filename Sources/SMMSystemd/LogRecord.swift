package import Logging

/// One log line with its data apart from its sentence, already neutralised and bounded.
package struct LogRecord: Equatable, Sendable {
    /// The most bytes of one value; the rest is cut. With it a record always fits into one datagram.
    package static let mostBytesPerValue = 4096
    /// The most fields of metadata a record carries.
    package static let mostFields = 24
    /// The most characters of text that a platform sent.
    package static let mostRemoteCharacters = 512

    /// One piece of metadata.
    package struct Field: Equatable, Sendable {
        /// The metadata key, such as `post.id`.
        package var key: String
        /// The value as text.
        package var value: String

        /// A field as given.
        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// How bad it is.
    package var level: Logger.Level
    /// The constant sentence.
    package var message: String
    /// The logger's name.
    package var label: String
    /// The data, ordered by key.
    package var fields: [Field]
    /// Source file of the call.
    package var file: String
    /// Source line of the call.
    package var line: UInt
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var milliseconds: Int64

    /// A record whose text has been through `neutralise` and is cut to the bounds above.
    ///
    /// - Parameter neutralise: makes terminal escapes, bidirectional and invisible characters visible.
    package init(
        level: Logger.Level, message: String, label: String, metadata: Logger.Metadata, file: String, line: UInt,
        milliseconds: Int64, neutralise: (String) -> String
    ) {
        self.level = level
        self.message = Self.bounded(neutralise(message))
        self.label = label
        self.fields = metadata.sorted { $0.key < $1.key }.prefix(Self.mostFields).map { key, value in
            var text = if case .string(let string) = value { string } else { "\(value)" }
            if key == LogKey.remoteText.rawValue { text = String(text.prefix(Self.mostRemoteCharacters)) }
            return Field(key: key, value: Self.bounded(neutralise(text)))
        }
        self.file = file
        self.line = line
        self.milliseconds = milliseconds
    }

    /// About how much memory the record holds, in bytes.
    package var cost: Int {
        fields.reduce(160 + message.utf8.count) { $0 + $1.key.utf8.count + $1.value.utf8.count + 64 }
    }

    /// The syslog priority, 0 (worst) to 7.
    package var priority: Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// `text` cut to ``mostBytesPerValue`` at a character, with an ellipsis where something is missing.
    private static func bounded(_ text: String) -> String {
        guard text.utf8.count > mostBytesPerValue else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: mostBytesPerValue - 3)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return text[..<end] + "…"
    }
}
