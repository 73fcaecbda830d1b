import SMMDatabase
import SMMModel

/// Finds rows whose id begins with what a person typed.
enum PrefixSearch {
    /// The keys that `text` (`acc_5h2` or `5h2`) begins, at most 50 of each length; empty when it is no beginning of an
    /// id of this kind.
    static func keys(
        _ text: String, kind: String, _ between: Statement, in tx: any ReadTransaction
    ) throws -> [Int64] {
        let digits = text.hasPrefix(kind + "_") ? text.dropFirst(kind.utf8.count + 1) : text[...]
        guard digits.utf8.count >= 2, let ranges = Crockford.ranges(startingWith: digits) else { return [] }
        return try ranges.flatMap { range in
            try tx.query(between, [.integer(range.lowerBound), .integer(range.upperBound)]) { try $0.int64(0) }
        }
    }
}
