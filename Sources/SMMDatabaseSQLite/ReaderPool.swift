import Dispatch
import GRDB
import SMMDatabase
import Synchronization

/// A few threads, each with a connection that cannot write; made when they are first needed.
final class ReaderPool: Sendable {
    private struct State {
        var jobs: [Job<any ReadTransaction>] = []
        var threads = 0
        var idle = 0
        var isClosed = false
    }

    private let configuration: SQLiteConfiguration
    private let onFailure: @Sendable (DatabaseFailure) -> Void
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let ended = Latch()

    init(_ configuration: SQLiteConfiguration, onFailure: @escaping @Sendable (DatabaseFailure) -> Void) {
        self.configuration = configuration
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
            try DedicatedThread.start("smm-db-read") { [self] in
                serve()
                threadEnded()
            }
        } catch {
            for job in threadEnded() { job.fail(error) }
        }
    }

    /// The last one takes along the jobs that nobody is left to do.
    @discardableResult
    private func threadEnded() -> [Job<any ReadTransaction>] {
        let (orphans, isLast) = state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return ([Job<any ReadTransaction>](), false) }
            defer { state.jobs = [] }
            return (state.jobs, state.isClosed)
        }
        if isLast { ended.open() }
        return orphans
    }

    private func serve() {
        do {
            let queue = try SQLiteConnection(configuration: configuration).reader()
            queue.inDatabase { database in
                let session = SQLiteSession(database, observer: configuration.observer)
                while let job = next() { run(job, session) }
            }
            try queue.close()
        } catch {
            let failure = SQLiteResult.failure(from: error)
            onFailure(failure)
            // One waiter learns of it; another thread, made for the next job, may have better luck.
            state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }?.fail(failure)
        }
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
