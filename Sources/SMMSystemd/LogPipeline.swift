package import Dispatch
package import Logging
import Synchronization

/// Carries log records from any thread to a sink: callers never wait, one background queue writes.
///
/// It runs only while records wait, so an idle daemon is not woken by it. A process that dies loses what still waits;
/// an orderly end calls ``flush()``.
package final class LogPipeline: Sendable {
    private let sink: any LogSink
    private let backlog: Mutex<LogBacklog>
    private let queue = DispatchQueue(label: "smm.log", qos: .utility)
    private let now: @Sendable () -> Int64
    private let neutralise: @Sendable (String) -> String

    /// A pipeline into `sink`.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970, for records whose sink does not stamp them itself.
    ///   - neutralise: makes terminal escapes, bidirectional and invisible characters of any text visible.
    package init(
        sink: any LogSink, limits: LogBacklog.Limits = .init(), now: @escaping @Sendable () -> Int64,
        neutralise: @escaping @Sendable (String) -> String
    ) {
        self.sink = sink
        self.backlog = Mutex(LogBacklog(limits: limits))
        self.now = now
        self.neutralise = neutralise
    }

    /// A factory for `LoggingSystem.bootstrap`, or a handler for one logger.
    package func handler(label: String, level: Logger.Level = .info) -> PipelineLogHandler {
        PipelineLogHandler(pipeline: self, label: label, level: level)
    }

    /// How many records were lost since the start; `doctor` and `status` show it.
    package var dropped: UInt64 { backlog.withLock { $0.droppedEver } }

    /// Waits until everything logged before the call is written, as long as the sink takes no longer than `bound`. Call
    /// it once, when the last service has ended: a journal that stands still must not keep the process.
    package func flush(within bound: DispatchTimeInterval = .seconds(5)) {
        let rest = DispatchWorkItem { [self] in drain() }
        queue.async(execute: rest)
        _ = rest.wait(timeout: .now() + bound)
    }

    /// Returns once everything logged before the call is written, without keeping a thread waiting meanwhile.
    package func flushed() async {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                drain()
                continuation.resume()
            }
        }
    }

    /// Takes one event; returns at once whatever the sink does.
    func log(_ event: LogEvent, label: String, metadata: Logger.Metadata) {
        let record = LogRecord(
            level: event.level, message: event.message.description, label: label, metadata: metadata,
            file: event.file, line: event.line, milliseconds: now(), neutralise: neutralise)
        let action = backlog.withLock { $0.append(record) }
        if action == .startDrain {
            queue.async { [self] in drain() }
        }
    }

    /// Writes until nothing waits; on the queue only.
    private func drain() {
        while let batch = backlog.withLock({ $0.takeBatch() }) {
            let failed = sink.write(batch.records)
            if failed > 0 { backlog.withLock { $0.drop(failed) } }
            if batch.dropped > 0 { report(dropped: batch.dropped) }
        }
    }

    /// Says in the log itself that some of it is missing.
    private func report(dropped: UInt64) {
        let record = LogRecord(
            level: .warning, message: "Log records were dropped because they could not be written in time",
            label: "smm.log", metadata: LogKey.metadata([.dropped: "\(dropped)"]), file: #fileID, line: #line,
            milliseconds: now(), neutralise: neutralise)
        do {
            try sink.write(record)
        } catch {
            backlog.withLock { $0.reportLater(dropped) }
        }
    }
}
