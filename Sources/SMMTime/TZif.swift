/// The content of a TZif file (RFC 9636), checked: ascending transitions, each with an offset, and the rule after them.
package struct TZif: Hashable, Sendable {
    /// The file format's version digit: 1 for a file without one.
    package let version: Int
    /// When the offset changes: seconds since 1970 UTC, strictly ascending.
    package let transitions: [Int64]
    /// For each transition the place in `offsets` of what holds from then on.
    package let offsetIndices: [UInt8]
    /// The offsets of the file; the first one holds before the first transition. Never empty.
    package let offsets: [ZoneOffset]
    /// The rule that holds after the last transition, from the footer.
    package let rule: PosixTimeZone?

    /// The largest file that is read, in bytes; the largest real one has about 4 kB.
    package static let largestFile = 1 << 20
}

extension TZif {
    /// The period that contains a second since 1970 UTC.
    package func period(at second: Int64) -> ZonePeriod {
        let next = firstTransition(after: second)
        let start = next == 0 ? Int64.min : transitions[next - 1]
        let end = next == transitions.count ? Int64.max : transitions[next]
        if next == transitions.count, let rule {
            let period = rule.period(at: second)
            return ZonePeriod(offset: period.offset, start: max(period.start, start), end: period.end)
        }
        let offset = next == 0 ? offsets[0] : offsets[Int(offsetIndices[next - 1])]
        return ZonePeriod(offset: offset, start: start, end: end)
    }

    private func firstTransition(after second: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
