import Crypto
import FoundationEssentials
package import SMMModel

/// Ids that were given, each with its time, in few bytes: 64 bits of an id's hash stand for it.
package struct SeenIDs: Sendable, Hashable {
    private var times: [UInt64: Instant] = [:]

    /// No ids.
    package init() {}

    /// Reads ``text``; none for anything else.
    package init(_ text: String?) {
        guard let text, let data = Data(base64Encoded: text), data.count % 16 == 0 else { return }
        let words = stride(from: 0, to: data.count, by: 8).map { start in
            data.dropFirst(start).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        for place in stride(from: 0, to: words.count, by: 2) {
            times[words[place]] = Instant(milliseconds: Int64(bitPattern: words[place + 1]))
        }
    }

    /// All of it as base64; empty for none.
    package var text: String {
        var data = Data()
        for (mark, time) in times.sorted(by: { $0.key < $1.key }) {
            for word in [mark, UInt64(bitPattern: time.milliseconds)] {
                for shift in stride(from: 56, through: 0, by: -8) {
                    data.append(UInt8(truncatingIfNeeded: word >> shift))
                }
            }
        }
        return data.base64EncodedString()
    }

    /// How many there are.
    package var count: Int { times.count }

    /// Whether an id is among them.
    package func contains(_ id: String) -> Bool { times[Self.mark(id)] != nil }

    /// Adds an id.
    package mutating func insert(_ id: String, at time: Instant) { times[Self.mark(id)] = time }

    /// Adds all of `other`.
    package mutating func merge(_ other: SeenIDs) { times.merge(other.times) { max($0, $1) } }

    /// Forgets what is older than `horizon`.
    package mutating func forget(before horizon: Instant) { times = times.filter { $0.value >= horizon } }

    /// Forgets all but `ids`.
    package mutating func keep(only ids: some Sequence<String>) {
        let kept = Set(ids.map(Self.mark))
        times = times.filter { kept.contains($0.key) }
    }

    private static func mark(_ id: String) -> UInt64 {
        SHA256.hash(data: Array(id.utf8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
}
