/// Finds the known name a person probably meant.
package enum NearestName {
    /// The longest name that is compared, in bytes; longer input gets no suggestion.
    package static let longest = 64

    /// The candidate nearest to `name`, ignoring case, or nil when none is near enough to be a likely slip.
    ///
    /// Near means at most a third of the name's bytes (at least one, at most three) changed, left out, added or swapped
    /// with a neighbour. Ties go to the candidate that stands first.
    package static func find(_ name: String, in candidates: some Sequence<String>) -> String? {
        guard name.utf8.count <= longest else { return nil }
        let wanted = Array(name.lowercased().utf8)
        guard !wanted.isEmpty else { return nil }
        var limit = max(1, min(3, wanted.count / 3))
        var best: String?
        for candidate in candidates where candidate.utf8.count <= longest {
            let other = Array(candidate.lowercased().utf8)
            guard let distance = distance(wanted, other, limit: limit) else { continue }
            best = candidate
            if distance == 0 { break }
            limit = distance - 1
        }
        return best
    }

    /// The number of single-byte changes and neighbour swaps between two words (optimal string alignment); nil when it
    /// is above `limit`, found out as early as possible.
    static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var older: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var best = min(previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, older[column - 1] + 1)
                }
                current.append(best)
            }
            // A swap reaches back two rows, so both must be beyond the limit.
            if (current.min() ?? 0) > limit, (previous.min() ?? 0) > limit { return nil }
            older = previous
            previous = current
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
