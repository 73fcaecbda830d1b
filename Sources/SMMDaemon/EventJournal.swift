package import Logging
package import SMMControl
package import SMMDatabase
import SMMModel
package import SMMPublishing
package import SMMStore
import Synchronization

/// Writes the record of what happened to the log, event by event, behind the publishing and never in its way.
///
/// It follows the stored record instead of being called: a burst waits in the database but for its newest thousand, a
/// slow journal loses nothing, and what was committed before a crash is written after it. While it keeps up, it takes
/// what was committed from memory. Its place is noted once a minute, so after a crash the entries of the last minute may
/// come a second time, with the same `SMM_EVENT`.
package final class EventJournal: Sendable {
    /// The fact that holds the last sequence known to be written.
    static let fact = "journal-sequence"
    /// How many events are read at once; the next are read when these are written.
    private static let page = 256

    private struct Place {
        var written: Int64 = 0
        var noted: Int64 = 0
    }

    private let database: any Database
    private let tail: EventTail
    private let directory: AccountDirectory
    private let signal: CommitSignal
    private let logger: Logger
    private let flushed: @Sendable () async -> Void
    private let place = Mutex(Place())

    /// A journal of the events of `database`, woken by `signal`.
    ///
    /// - Parameters:
    ///   - tail: what `database` announced.
    ///   - flushed: returns once everything logged so far is written.
    package init(
        database: any Database, tail: EventTail, directory: AccountDirectory, signal: CommitSignal, logger: Logger,
        flushed: @escaping @Sendable () async -> Void
    ) {
        self.database = database
        self.tail = tail
        self.directory = directory
        self.signal = signal
        self.logger = logger
        self.flushed = flushed
    }

    /// Finds the place to go on from; call it before anything is appended. A database that never had one starts at its
    /// end: its past is not news.
    package func open() async throws {
        let sequence = try await database.write { tx in
            if let noted = try Facts.value(Self.fact, in: tx).flatMap({ Int64($0) }) { return noted }
            let last = try EventLog.lastSequence(in: tx)
            try Facts.set(Self.fact, "\(last)", in: tx)
            return last
        }
        place.withLock { $0 = Place(written: sequence, noted: sequence) }
    }

    /// Writes what is committed, as it is committed, until the task is cancelled.
    package func follow() async {
        let ticket = signal.ticket()
        defer { signal.forget(ticket) }
        while !Task.isCancelled {
            let seen = signal.count
            await writeNew()
            await withTaskCancellationHandler {
                await signal.wait(after: seen, ticket: ticket)
            } onCancel: {
                signal.cancel(ticket)
            }
        }
    }

    /// Writes everything that is committed and not yet written.
    package func writeNew() async {
        do {
            while true {
                let after = place.withLock { $0.written }
                let events = try await events(after: after)
                guard let last = events.last else { return }
                for event in events { write(event) }
                await flushed()
                place.withLock { $0.written = last.sequence }
            }
        } catch is CancellationError {
            return  // The daemon stops; what is left is written at the end.
        } catch {
            // The next commit tries again: the place has not moved.
            logger.error("What happened could not be read for the log.", metadata: ["error": "\(error)"])
        }
    }

    private func events(after sequence: Int64) async throws -> [EventRow] {
        if let events = tail.events(after: sequence, limit: Self.page) { return events }
        return try await database.read { tx in try EventLog.after(sequence, limit: Self.page, in: tx) }
    }

    /// Makes the place durable, if it moved.
    package func note() async throws {
        let (written, noted) = place.withLock { ($0.written, $0.noted) }
        guard written != noted else { return }
        try await database.write { tx in try Facts.set(Self.fact, "\(written)", in: tx) }
        place.withLock { $0.noted = written }
    }

    private func write(_ event: EventRow) {
        let account = event.account.flatMap { directory.account($0) }
        let entry = EventEntry(event, account: account.map { ($0.name, $0.platform) })
        logger.log(level: entry.level, "\(entry.message)", metadata: entry.metadata)
    }
}
