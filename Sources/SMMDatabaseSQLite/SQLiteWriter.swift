import GRDB
import Glibc
import SMMDatabase

/// The one connection that writes, on its own thread: runs what waits as one group with one commit, then checkpoints.
final class SQLiteWriter {
    typealias WriteJob = Job<any WriteTransaction>

    private let configuration: SQLiteConfiguration
    private let mailbox: Mailbox<WriteJob>
    private let identity: DatabaseIdentity
    private let watch: FatalWatch
    private let memory = WriterMemory()
    private var backlog: [WriteJob] = []
    private var next = 0
    /// The lock says that a log stands beside the database.
    private var isLogMarked = false
    /// How many bodies the last group had.
    private var lastGroup = 0

    init(
        _ configuration: SQLiteConfiguration, _ mailbox: Mailbox<WriteJob>, _ identity: DatabaseIdentity,
        _ watch: FatalWatch
    ) {
        self.configuration = configuration
        self.mailbox = mailbox
        self.identity = identity
        self.watch = watch
    }

    /// Serves until the mailbox is closed; opens the connection anew after an I/O error, whose next fsync might lie.
    ///
    /// True when it ended with everything in the database file.
    ///
    /// - Parameter lock: told before the log may go, and where one stands.
    func run(_ first: DatabaseQueue, _ lock: DatabaseLock) -> Bool {
        var queue: DatabaseQueue? = first
        while true {
            if let current = queue {
                isLogMarked = (try? lock.read())??.stage == .running
                let mayReturn = current.inDatabase { serve($0, lock) }
                lock.mark(.closing)
                let isFinished = mayReturn && current.inDatabase { finish($0) }
                try? current.close()
                lock.markLog(configuration.path + "-wal")
                if mayReturn { return isFinished }
                queue = nil
            }
            guard fill() else { return false }
            do {
                queue = try SQLiteConnection(configuration: configuration).writer()
            } catch {
                watch.failed(error)
                failBacklog(upTo: backlog.count, error)
            }
        }
    }

    /// True when there is a job at hand, which may take a while; false when there will be none.
    private func fill() -> Bool {
        if next < backlog.count { return true }
        backlog.removeAll(keepingCapacity: true)
        next = 0
        guard mailbox.take(into: &backlog) else { return false }
        gather()
        return true
    }

    /// Lets the callers of the last group, who were told a moment ago, come along instead of waiting a commit longer.
    ///
    /// Without it groups of one and of all the others take turns: the first to come back leaves alone.
    private func gather() {
        var patience = 4
        while backlog.count < lastGroup, patience > 0 {
            let before = backlog.count
            sched_yield()
            mailbox.takeMore(into: &backlog)
            patience = backlog.count > before ? 4 : patience - 1
        }
    }

    /// True when the mailbox is closed, false when the connection must be opened anew.
    private func serve(_ database: GRDB.Database, _ lock: DatabaseLock) -> Bool {
        memory.forget()
        let session = SQLiteSession(database, observer: configuration.observer)
        let checkpointer = SQLiteCheckpointer(database, pages: configuration.checkpointPages)
        defer { checkpointer.detach() }
        while fill() {
            let failure = runGroup(session, lock)
            if failure?.code == .inputOutput { return false }
            // One body may have found the disk full, and the others are committed all the same.
            guard failure == nil || failure?.code == .full else { continue }
            do {
                try checkpointer.afterCommit()
                if failure == nil { watch.succeeded() }
            } catch {
                watch.failed(error)
                if error.code == .inputOutput { return false }
            }
        }
        return true
    }

    /// Runs waiting bodies up to the group's limits and commits them; gives a failure of the group, or of its disk.
    private func runGroup(_ session: SQLiteSession, _ lock: DatabaseLock) -> DatabaseFailure? {
        let first = next
        let end = min(backlog.count, next + max(1, configuration.groupLimit))
        var group = WriteGroup(
            session: session, memory: memory, hasSavepoints: false, isFollowed: configuration.onCommit != nil)
        var failure: DatabaseFailure?
        do throws(DatabaseFailure) {
            try session.control("BEGIN IMMEDIATE")
            if try runBodies(of: &group, upTo: end, session) == .spoilt, group.count > 1 {
                session.rollback()
                next = first
                group = group.withSavepoints()
                try session.control("BEGIN IMMEDIATE")
                _ = try runBodies(of: &group, upTo: end, session)
            }
            if !group.isEmpty {
                try identity.verify()
                configuration.failPoint?(.beforeCommit)
                try session.control("COMMIT")
                configuration.failPoint?(.afterCommit)
                markLog(lock)
                if !group.notices.all.isEmpty { configuration.onCommit?(group.notices.all) }
            }
        } catch {
            failure = error
        }
        if failure != nil || group.isEmpty {
            session.rollback()
            memory.forget()
        }
        lastGroup = group.count
        // Whoever is to stop the program hears of it before a caller can act on the failure.
        if let told = failure ?? group.worst { watch.failed(told) }
        // Where nothing ran, those who would have been in the group have not heard of it yet.
        if let failure, group.isUntouched { failBacklog(upTo: end, failure) }
        group.settle(failure)
        return failure ?? group.worst
    }

    /// Runs bodies until the group has enough, or is spoilt.
    private func runBodies(
        of group: inout WriteGroup, upTo end: Int, _ session: SQLiteSession
    ) throws(DatabaseFailure) -> WriteGroup.State {
        let before = session.totalChanges
        while next < end, session.totalChanges &- before < configuration.groupRowLimit {
            let job = backlog[next]
            next += 1
            if try group.run(job) == .spoilt { return .spoilt }
        }
        return .open
    }

    /// The log has something that can be missed, and the callers do not know yet.
    private func markLog(_ lock: DatabaseLock) {
        guard !isLogMarked else { return }
        lock.mark(.running)
        isLogMarked = true
    }

    private func failBacklog(upTo end: Int, _ failure: DatabaseFailure) {
        for job in backlog[next..<end] { job.fail(failure) }
        next = end
    }

    /// Leaves everything in the database file and no log; false when that was not possible or not safe.
    private func finish(_ database: GRDB.Database) -> Bool {
        guard !watch.isTold else { return false }
        do {
            try database.checkpoint(.truncate)
            return true
        } catch {
            // The log stays and is read at the next start: nothing is lost, which then checks the file.
            return false
        }
    }
}
