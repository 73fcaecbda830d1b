import SMMDatabase

/// Notices that the database or its log was replaced or deleted while it is open: what is written then goes nowhere.
struct DatabaseIdentity: Sendable {
    private let path: String
    private let file: FileIdentity?
    private let log: FileIdentity?

    /// The files as they are now; the log must have been written to, so that it exists.
    init(path: String) {
        self.path = path
        file = FileIdentity.of(path)
        log = FileIdentity.of(path + "-wal")
    }

    /// Throws ``DatabaseFailure/Code/replaced`` when either is another file now.
    func verify() throws(DatabaseFailure) {
        guard FileIdentity.of(path) == file, FileIdentity.of(path + "-wal") == log else {
            throw DatabaseFailure(.replaced, "\(path) or its log was replaced or deleted while it was open")
        }
    }
}
