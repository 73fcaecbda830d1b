/// Where log records end; called by one thread at a time, off every caller's path, and free to wait.
package protocol LogSink: Sendable {
    /// Writes one record.
    ///
    /// - Throws: when it could not be written; the queue then counts it as dropped.
    func write(_ record: LogRecord) throws(SystemdError)

    /// Writes records in their order, whatever becomes of one of them.
    ///
    /// - Returns: how many were not written; the queue counts them as dropped.
    func write(_ records: [LogRecord]) -> UInt64
}

extension LogSink {
    /// One by one.
    package func write(_ records: [LogRecord]) -> UInt64 {
        var failed: UInt64 = 0
        for record in records {
            do {
                try write(record)
            } catch {
                failed += 1  // Told by the next batch; there is nowhere else to say it.
            }
        }
        return failed
    }
}
