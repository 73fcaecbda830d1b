/// The records that wait for the drain, bounded in number and bytes; decides and counts, does no I/O.
package struct LogBacklog: Sendable {
    /// The bounds.
    package struct Limits: Equatable, Sendable {
        /// The most records that wait.
        package var records: Int
        /// The most bytes that wait, by ``LogRecord/cost``.
        package var bytes: Int

        /// Bounds as given; the defaults take 20 s of 3,000 records a second while the journal stands still.
        package init(records: Int = 65_536, bytes: Int = 16 << 20) {
            self.records = records
            self.bytes = bytes
        }
    }

    /// What the caller of ``append(_:)`` has to do.
    package enum Action: Equatable, Sendable {
        /// Start a drain: none is running.
        case startDrain
        /// Nothing: a drain is running and will take the record.
        case none
        /// Nothing: the record was dropped and counted.
        case dropped
    }

    /// What a drain takes at once: the records, then the number lost after them.
    package struct Batch: Sendable {
        /// The records in the order they were logged.
        package var records: [LogRecord]
        /// How many were dropped since the last batch, all of them after these records.
        package var dropped: UInt64
    }

    private let limits: Limits
    private var records: [LogRecord] = []
    private var bytes = 0
    private var droppedSinceBatch: UInt64 = 0
    private var isDraining = false
    /// How many records were ever dropped.
    package private(set) var droppedEver: UInt64 = 0

    /// An empty backlog.
    package init(limits: Limits) {
        self.limits = limits
    }

    /// Takes a record, or drops it when the backlog is full: a caller never waits, since the caller may be a publish.
    package mutating func append(_ record: LogRecord) -> Action {
        let cost = record.cost
        guard records.count < limits.records, bytes + cost <= limits.bytes else {
            drop(1)
            return .dropped
        }
        records.append(record)
        bytes += cost
        defer { isDraining = true }
        return isDraining ? .none : .startDrain
    }

    /// Everything that waits, or nil when nothing does; the drain that got nil is over.
    package mutating func takeBatch() -> Batch? {
        guard !records.isEmpty else {
            isDraining = false
            return nil
        }
        defer {
            records = []
            bytes = 0
            droppedSinceBatch = 0
        }
        return Batch(records: records, dropped: droppedSinceBatch)
    }

    /// Counts records that were taken but could not be written; the next batch reports them.
    package mutating func drop(_ count: UInt64) {
        droppedEver = droppedEver.addingReportingOverflow(count).partialValue
        reportLater(count)
    }

    /// Puts back a number whose report could not be written, for the next batch.
    package mutating func reportLater(_ count: UInt64) {
        droppedSinceBatch = droppedSinceBatch.addingReportingOverflow(count).partialValue
    }
}
