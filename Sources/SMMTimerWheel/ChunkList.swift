/// Memory that grows in chunks of one size which never move: growth copies nothing, and the slack is less than a chunk.
struct ChunkList: ~Copyable {
    private let chunkBytes: Int
    private let alignment: Int
    private var bases: UnsafeMutablePointer<UnsafeMutableRawPointer>
    private var room = 16
    private(set) var count = 0

    /// No memory yet; every chunk will be `chunkBytes` long.
    init(chunkBytes: Int, alignment: Int) {
        self.chunkBytes = chunkBytes
        self.alignment = alignment
        self.bases = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: room)
    }

    deinit {
        for position in 0..<count { bases[position].deallocate() }
        bases.deallocate()
    }

    var allocatedBytes: Int { count * chunkBytes + room * MemoryLayout<UnsafeMutableRawPointer>.stride }

    /// The first byte of a chunk; `position` is not checked.
    @inline(__always)
    subscript(position: Int) -> UnsafeMutableRawPointer { bases[position] }

    /// Adds a chunk and answers its first byte; the memory is not initialized.
    mutating func add() -> UnsafeMutableRawPointer {
        if count == room {
            let larger = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: room * 2)
            larger.moveInitialize(from: bases, count: count)
            bases.deallocate()
            bases = larger
            room *= 2
        }
        let base = UnsafeMutableRawPointer.allocate(byteCount: chunkBytes, alignment: alignment)
        (bases + count).initialize(to: base)
        count += 1
        return base
    }
}
