import Dispatch
import GRDB
import SMMDatabase
import Synchronization

/// A few threads, each with a connection that cannot write; made when they are first needed.
///
/// The first one stays to the end. One that can be given no connection later, such as by a process that has no descriptor
/// left, makes reads wait for the others: it is no failure of the database.
final class ReaderPool: Sendable {
    /// Opens a connection that cannot write.
    typealias Opener = @Sendable () throws -> DatabaseQueue

    private struct State {
        var jobs: [Job<any ReadTransaction>] = []
        var threads = 0
        var idle = 0
        var isClosed = false
    }

    private let configuration: SQLiteConfiguration
    private let open: Opener
    private let onFailure: @Sendable (DatabaseFailure) -> Void
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let ended = Latch()

    /// A pool on the configured file; `open` is another way to it, for tests.
    init(
        _ configuration: SQLiteConfiguration, open: Opener? = nil,
        onFailure: @escaping @Sendable (DatabaseFailure) -> Void
    ) {
        self.configuration = configuration
        self.open = open ?? { try SQLiteConnection(configuration: configuration).reader() }
        self.onFailure = onFailure
    }

    /// What a new job calls for.
    private enum Need { case nothing, wake, thread, refusal }

    func post(_ job: Job<any ReadTransaction>) {
        let need: Need = state.withLock { state in
            guard !state.isClosed else { return .refusal }
            state.jobs.append(job)
            if state.idle > 0 {
                state.idle -= 1
                return .wake
            }
            guard state.threads < max(1, configuration.readerLimit) else { return .nothing }
            state.threads += 1
            return .thread
        }
        switch need {
        case .nothing: break
        case .wake: wake.signal()
        case .thread: startThread()
        case .refusal: job.fail(DatabaseFailure(.closed, "the database was closed"))
        }
    }

    /// Returns once the jobs at hand are done and every connection is closed.
    func close() async {
        let (sleepers, isEnded) = state.withLock { state in
            state.isClosed = true
            defer { state.idle = 0 }
            return (state.idle, state.threads == 0)
        }
        for _ in 0..<sleepers { wake.signal() }
        if isEnded { ended.open() }
        await ended.wait()
    }

    private func startThread() {
        do {
            try DedicatedThread.start("smm-db-read") { [self] in threadEnded(serve()) }
        } catch {
            threadEnded(error)
        }
    }

    /// A thread that got no connection leaves its jobs to the others, who come back for them; the last one has nobody to
    /// leave them to.
    private func threadEnded(_ failure: DatabaseFailure?) {
        // An I/O error may be no more than a want of descriptors; damage is told whoever finds it.
        let isDamage = failure.map { $0.code != .inputOutput } ?? false
        if isDamage, let failure { onFailure(failure) }
        let (orphans, isLast, isClosed) = state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return ([Job<any ReadTransaction>](), false, false) }
            defer { state.jobs = [] }
            return (state.jobs, true, state.isClosed)
        }
        if isLast, let failure {
            if !isDamage { onFailure(failure) }
            for job in orphans { job.fail(failure) }
        }
        if isClosed { ended.open() }
    }

    /// Runs jobs until the pool is closed; gives the failure of a connection that could not be opened.
    private func serve() -> DatabaseFailure? {
        let queue: DatabaseQueue
        do {
            queue = try open()
        } catch {
            return SQLiteResult.failure(from: error)
        }
        queue.inDatabase { database in
            let session = SQLiteSession(database, observer: configuration.observer)
            while let job = next() { run(job, session) }
        }
        do {
            try queue.close()
        } catch {
            onFailure(SQLiteResult.failure(from: error))
        }
        return nil
    }

    /// Blocks for the next job; nil once closed.
    private func next() -> Job<any ReadTransaction>? {
        while true {
            let found: Job<any ReadTransaction>?? = state.withLock { state in
                if !state.jobs.isEmpty { return .some(state.jobs.removeFirst()) }
                if state.isClosed { return .some(nil) }
                state.idle += 1
                return nil
            }
            if let found { return found }
            wake.wait()
        }
    }

    private func run(_ job: Job<any ReadTransaction>, _ session: SQLiteSession) {
        let transaction = SQLiteTransaction(session, memory: nil)
        do {
            try session.control("BEGIN")
            let settle = try job.run(transaction)
            transaction.end()
            session.rollback()
            settle(nil)
        } catch {
            transaction.end()
            session.rollback()
            if let failure = error as? DatabaseFailure { onFailure(failure) }
            job.fail(error)
        }
    }
}
