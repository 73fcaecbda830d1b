/// Where log records end; called by one thread at a time, off every caller's path, and free to wait.
package protocol LogSink: Sendable {
    /// Writes one record.
    ///
    /// - Throws: when it could not be written; the queue then counts it as dropped.
    func write(_ record: LogRecord) throws(SystemdError)
}
