import SMMAdapterKit
import SiteAdapter
import Synchronization

/// A folder that counts what is written and read.
struct CountingFiles: SiteFiles {
    /// What was done so far.
    struct Tally: Sendable {
        var written = 0
        var bytesWritten = 0
        var bytesRead = 0
    }

    /// The tally of all folders that share it.
    final class Counter: Sendable {
        private let tally = Mutex(Tally())

        func add(_ change: (inout Tally) -> Void) { tally.withLock { change(&$0) } }

        /// What was done since the last time.
        func take() -> Tally {
            tally.withLock { tally in
                defer { tally = Tally() }
                return tally
            }
        }
    }

    private let base: any SiteFiles
    private let counter: Counter

    init(_ base: any SiteFiles, _ counter: Counter) {
        self.base = base
        self.counter = counter
    }

    func lock() throws(Failure) { try base.lock() }
    func unlock() { base.unlock() }

    func names(in folder: String) throws(Failure) -> [String]? {
        let names = try base.names(in: folder)
        counter.add { $0.bytesRead += names?.reduce(0) { $0 + $1.utf8.count } ?? 0 }
        return names
    }

    func size(_ path: String) throws(Failure) -> Int? { try base.size(path) }

    func read(_ path: String, at offset: Int, limit: Int) throws(Failure) -> [UInt8]? {
        let bytes = try base.read(path, at: offset, limit: limit)
        counter.add { $0.bytesRead += bytes?.count ?? 0 }
        return bytes
    }

    func makeFolder(_ path: String, isPrivate: Bool) throws(Failure) {
        try base.makeFolder(path, isPrivate: isPrivate)
    }

    func create(_ path: String, _ bytes: [UInt8]) throws(Failure) {
        counter.add {
            $0.written += 1
            $0.bytesWritten += bytes.count
        }
        try base.create(path, bytes)
    }

    func create(_ path: String, copyOf outside: String) throws(Failure) -> Int {
        let count = try base.create(path, copyOf: outside)
        counter.add {
            $0.written += 1
            $0.bytesWritten += count
        }
        return count
    }

    func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(Failure) {
        counter.add {
            $0.written += 1
            $0.bytesWritten += bytes.count
        }
        try base.overwrite(path, at: offset, bytes)
    }

    func rename(_ path: String, to target: String) throws(Failure) { try base.rename(path, to: target) }
    func remove(_ path: String) throws(Failure) { try base.remove(path) }
    func removeFolder(_ path: String) throws(Failure) { try base.removeFolder(path) }
    func sync(_ folder: String) throws(Failure) { try base.sync(folder) }
}
