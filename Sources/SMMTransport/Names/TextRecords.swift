import CSMMShim
import Dispatch
import SMMAdapterKit
import Synchronization

/// Asks the machine's own DNS servers (`/etc/resolv.conf`) for text records.
///
/// The C library's resolver waits for its answers, so it is called on a few threads of its own, away from the event loops and
/// from the threads on which tasks run. Two servers are asked for two seconds each (`smm_query_texts`).
package struct TextRecords: TextRecordLookup {
    /// Serial ones: a concurrent queue would wait on the threads of the tasks.
    private static let lanes = (0..<4).map { DispatchQueue(label: "smmd.names.\($0)") }
    private static let next = Atomic<Int>(0)
    /// More than a text record needs: what does not fit in one datagram is not asked for.
    private static let capacity = 4096

    /// The machine's resolver.
    package init() {}

    /// The text records of `name`; nil where no server answers, or not in a way that can be read.
    package func texts(of name: String) async -> [String]? {
        let number = Self.next.wrappingAdd(1, ordering: .relaxed).oldValue
        let lane = Self.lanes[Int(number.magnitude % UInt(Self.lanes.count))]
        return await withCheckedContinuation { continuation in
            lane.async { continuation.resume(returning: Self.ask(name)) }
        }
    }

    private static func ask(_ name: String) -> [String]? {
        var count: Int32 = -1
        let answer = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, length in
            count = name.withCString { smm_query_texts($0, buffer.baseAddress, Int32(buffer.count)) }
            length = max(0, min(Int(count), buffer.count))
        }
        if count == 0 { return [] }
        return count < 0 ? nil : TextAnswer.texts(answer)
    }
}
