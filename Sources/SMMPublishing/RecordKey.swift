package import SMMModel

/// The record key of an operation where the client may choose one: a TID, 13 letters, sortable by time.
///
/// Source: AT Protocol, "Record Key" and "TID": 53 bits of microseconds, 10 bits of clock id, base32-sortable.
package enum RecordKey {
    private static let letters = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)

    /// The key of `operation`: the same for the life of the operation, different for any two.
    package static func text(_ operation: OperationID) -> String {
        let key = UInt64(bitPattern: operation.rawValue)
        let sequence = key >> 5 & 0x3ff
        let microseconds =
            UInt64(max(0, IDGenerator.instant(of: operation.rawValue).milliseconds)) * 1000 + (sequence >> 5)
        let clock = (sequence & 31) << 5 | (key & 31)
        var value = (microseconds << 10 | clock) & (UInt64.max >> 1)
        return String(unsafeUninitializedCapacity: 13) { buffer in
            for position in stride(from: 12, through: 0, by: -1) {
                buffer[position] = letters[Int(value & 31)]
                value >>= 5
            }
            return 13
        }
    }
}
