/// A span of time in whole milliseconds; may be negative.
package struct Milliseconds: Hashable, Comparable, Sendable, Codable {
    /// The number of milliseconds.
    package var count: Int64

    /// A span of `count` milliseconds.
    package init(count: Int64) {
        self.count = count
    }

    /// Encoded as a bare integer.
    package init(from decoder: any Decoder) throws {
        self.count = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encoded as a bare integer.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }

    /// A span of `count` milliseconds.
    package static func milliseconds(_ count: Int64) -> Milliseconds { Milliseconds(count: count) }
    /// A span of `count` seconds; saturates.
    package static func seconds(_ count: Int64) -> Milliseconds { scaled(count, 1000) }
    /// A span of `count` minutes; saturates.
    package static func minutes(_ count: Int64) -> Milliseconds { scaled(count, 60_000) }
    /// A span of `count` hours; saturates.
    package static func hours(_ count: Int64) -> Milliseconds { scaled(count, 3_600_000) }
    /// A span of `count` days of 24 hours; saturates.
    package static func days(_ count: Int64) -> Milliseconds { scaled(count, 86_400_000) }
    /// No time at all.
    package static let zero = Milliseconds(count: 0)

    /// Orders by length, negative before positive.
    package static func < (left: Milliseconds, right: Milliseconds) -> Bool { left.count < right.count }

    /// How much longer the first span is; saturates.
    package static func - (left: Milliseconds, right: Milliseconds) -> Milliseconds {
        let (value, overflow) = left.count.subtractingReportingOverflow(right.count)
        return Milliseconds(count: overflow ? (left.count < 0 ? .min : .max) : value)
    }

    /// This span times `factor`; saturates instead of trapping.
    package func multiplied(by factor: Int64) -> Milliseconds { Self.scaled(count, factor) }

    private static func scaled(_ count: Int64, _ factor: Int64) -> Milliseconds {
        let (value, overflow) = count.multipliedReportingOverflow(by: factor)
        return Milliseconds(count: overflow ? ((count < 0) != (factor < 0) ? .min : .max) : value)
    }
}
