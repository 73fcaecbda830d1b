import GRDBSQLite
import SMMDatabase

/// Where the texts and blobs bound to a statement stand, so that SQLite need not copy each into memory of its own.
struct BindSpace {
    /// What is larger SQLite copies, and gives its memory back.
    private static let most = 8 << 10

    private var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var used = 0
    private var isRoomy = true

    /// Begins anew with room for all of `values`: what was placed before must be bound anew before the next step.
    mutating func begin(_ values: Span<SQLValue>) {
        var size = 0
        for index in values.indices {
            switch values[index] {
            case .text(let string): size += string.utf8.count
            case .blob(let blob): size += blob.count
            case .null, .integer, .real: break
            }
        }
        used = 0
        isRoomy = size <= Self.most
        guard isRoomy, size > bytes.count else { return }
        bytes.deallocate()
        bytes = .allocate(byteCount: max(256, size * 2), alignment: 1)
    }

    /// Where SQLite finds the value, and what it is to do with it: leave it, or copy it before the call returns.
    mutating func place(_ value: UnsafeRawBufferPointer) -> (
        start: UnsafeRawPointer?, lifetime: sqlite3_destructor_type?
    ) {
        guard isRoomy, bytes.count - used >= value.count else { return (value.baseAddress, Self.transient) }
        let target = UnsafeMutableRawBufferPointer(rebasing: bytes[used..<(used + value.count)])
        target.copyMemory(from: value)
        used += value.count
        return (UnsafeRawPointer(target.baseAddress), nil)
    }

    /// Gives the memory back; nothing that was placed may be used after.
    mutating func free() {
        bytes.deallocate()
        bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }

    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
