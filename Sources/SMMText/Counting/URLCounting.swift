/// What a web address counts where it does not count as it is written.
package struct URLCounting: Sendable, Hashable, Codable {
    /// What each address counts; a server may send any number, so it is taken as at least 0 and at most 1,000,000.
    package var length: Int
    /// Whether only `http://` and `https://` make an address; otherwise a known top-level domain does too.
    package var needsScheme: Bool
    /// Whose idea of an address it is.
    package var dialect: URLDialect

    /// A way to count addresses.
    package init(length: Int, needsScheme: Bool = false, dialect: URLDialect = .twitterText) {
        self.length = length
        self.needsScheme = needsScheme
        self.dialect = dialect
    }

    private enum CodingKeys: String, CodingKey {
        case length, dialect
        case needsScheme = "needs_scheme"
    }

    /// Decodes a way to count; only `length` is required.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        length = try container.decode(Int.self, forKey: .length)
        needsScheme = try container.decodeIfPresent(Bool.self, forKey: .needsScheme) ?? false
        dialect = try container.decodeIfPresent(URLDialect.self, forKey: .dialect) ?? .twitterText
    }

    /// `length` within its bounds.
    var boundedLength: Int { min(max(length, 0), 1_000_000) }
}
