import Logging
import SMMModel
import SMMSystemd
import SMMText

/// The daemon's log: the journal where it runs under systemd, else standard error.
struct DaemonLog: Sendable {
    let logger: Logger
    private let pipeline: LogPipeline?

    init(_ environment: ServiceEnvironment) {
        do {
            let sink = try LogDestination.choose(environment: environment).makeSink()
            let pipeline = LogPipeline(
                sink: sink, now: { SystemTime().now.milliseconds }, neutralise: { Neutral.text($0) })
            self.pipeline = pipeline
            self.logger = Logger(label: "smmd") { pipeline.handler(label: $0) }
        } catch {
            self.pipeline = nil
            self.logger = Logger(label: "smmd") { StreamLogHandler.standardError(label: $0) }
            logger.error("The journal cannot be reached; the log goes to standard error.")
        }
    }

    /// Returns once everything logged so far is written, without keeping a thread waiting meanwhile.
    func flushed() async {
        await pipeline?.flushed()
    }

    /// Waits until everything is written.
    func flush() {
        pipeline?.flush()
    }
}
