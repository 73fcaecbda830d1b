import SMMDatabase

/// A database file, and what SQLite keeps beside it.
struct DatabaseFiles {
    /// The database is the first: without it, nothing opens what is left.
    private static let suffixes = ["", "-journal", "-wal", "-shm"]

    /// The database itself.
    let path: String

    init(_ path: String) { self.path = path }

    /// Where each of them is, whether it is there or not.
    var all: [String] { Self.suffixes.map { path + $0 } }

    /// The write-ahead log.
    var log: String { path + "-wal" }

    /// The log's index, which SQLite makes anew from the log.
    var index: String { path + "-shm" }

    /// The first of them that is there.
    func first() throws(DatabaseFailure) -> String? {
        for file in all where try FileSystem.size(file) != nil { return file }
        return nil
    }

    /// Removes all of them.
    func remove() throws(DatabaseFailure) {
        for file in all { try FileSystem.remove(file) }
    }
}
