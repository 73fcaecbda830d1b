import Glibc
import SMMDatabase
import Synchronization

/// Keeps a second daemon away from the database, and remembers what a start needs to know of the last run.
///
/// `flock` shuts out everyone, this process included; an `fcntl` lock beside it lets the kernel name the holder's pid.
/// The file itself is never removed: removing it would let two processes hold two locks of one name.
final class DatabaseLock: Sendable {
    private let descriptor: Int32
    private let path: String
    private let isReleased = Mutex(false)
    private let access = Mutex(())

    /// Takes the lock; throws ``DatabaseFailure/Code/locked`` with the holder's pid when another has it, and
    /// ``DatabaseFailure/Code/misplaced`` when the file is not a lock of this program.
    init(path: String) throws(DatabaseFailure) {
        let descriptor = try FileSystem.openOwn(path, O_RDWR)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = Self.holder(descriptor, path)
            close(descriptor)
            guard code == EWOULDBLOCK else { throw FileSystem.failure("lock", path, code) }
            let who = holder.map { "process \($0)" } ?? "another process"
            throw DatabaseFailure(.locked, "\(who) has the database open (\(path))", holder: holder)
        }
        var range = Self.wholeFile
        _ = fcntl(descriptor, F_SETLK, &range)
        do throws(DatabaseFailure) {
            try Self.refuseForeign(descriptor, path)
            try FileSystem.passOn(descriptor, path)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.path = path
    }

    /// Empty is new, or cut off by a crash; anything else must be what this program writes.
    private static func refuseForeign(_ descriptor: Int32, _ path: String) throws(DatabaseFailure) {
        let bytes = try FileSystem.read(descriptor, path, 4096)
        guard bytes.isEmpty || bytes.starts(with: "pid ".utf8) || bytes.allSatisfy({ $0 == 0 }) else {
            throw FileSystem.notOwn(path, "not a lock of smmd")
        }
    }

    deinit { release() }

    /// Lets the next one in.
    func release() {
        let isFirst = isReleased.withLock { value in
            defer { value = true }
            return !value
        }
        guard isFirst else { return }
        // Said in so many words: a child that another thread is starting has a copy of the descriptor until it runs its
        // program, and would keep the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// What the last run wrote, or nil for a new or unreadable file.
    func read() throws(DatabaseFailure) -> Record? {
        try access.withLock { _ throws(DatabaseFailure) in try load() }
    }

    /// Replaces what the file says; durable on return.
    func write(_ record: Record) throws(DatabaseFailure) {
        try access.withLock { _ throws(DatabaseFailure) in try store(record) }
    }

    /// Changes what the file says, if it says anything; durable on return. Of two at once neither undoes the other's.
    func change(_ body: (inout Record) -> Void) throws(DatabaseFailure) {
        try access.withLock { _ throws(DatabaseFailure) in
            guard var record = try load() else { return }
            body(&record)
            try store(record)
        }
    }

    private func load() throws(DatabaseFailure) -> Record? {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileSystem.failure("seek", path) }
        return Record(try FileSystem.read(descriptor, path, 4096))
    }

    private func store(_ record: Record) throws(DatabaseFailure) {
        let bytes = Array(record.text.utf8)
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileSystem.failure("seek", path) }
        try FileSystem.write(descriptor, path, bytes)
        guard ftruncate(descriptor, off_t(bytes.count)) == 0 else { throw FileSystem.failure("truncate", path) }
        guard fsync(descriptor) == 0 else { throw FileSystem.failure("fsync", path) }
    }

    /// Says how far this run got. Failing, it reads as less than that: the next start checks or asks more than it need, or
    /// (of a log that stands again) notices less.
    func mark(_ stage: Stage) { try? change { $0.stage = stage } }

    /// Says what became of the log, once the connection that wrote it is closed.
    ///
    /// - Parameter log: the log's path.
    func markLog(_ log: String) {
        mark((try? FileSystem.isFilled(log)) ?? false ? .running : .closing)
    }

    /// The kernel's answer; between its two locks a new holder has none yet, so it is asked a few times.
    private static func holder(_ descriptor: Int32, _ path: String) -> Int32? {
        for _ in 0..<100 {
            var range = wholeFile
            guard fcntl(descriptor, F_GETLK, &range) == 0 else { break }
            if range.l_type != Int16(F_UNLCK) { return range.l_pid > 0 ? range.l_pid : nil }
            sched_yield()
        }
        // The kernel never names the asking process itself.
        let bytes = (try? FileSystem.head(path, 4096)) ?? []
        return Record(bytes).flatMap { $0.pid == getpid() ? $0.pid : nil }
    }

    private static var wholeFile: Glibc.flock {
        var range = Glibc.flock()
        range.l_type = Int16(F_WRLCK)
        range.l_whence = Int16(SEEK_SET)
        return range
    }
}
