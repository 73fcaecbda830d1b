package import Logging

/// swift-log's face of a ``LogPipeline``.
package struct PipelineLogHandler: LogHandler {
    /// The lowest level that is written.
    package var logLevel: Logger.Level
    /// Metadata of every line of this logger.
    package var metadata: Logger.Metadata = [:]
    /// Metadata from the task, such as a request id.
    package var metadataProvider: Logger.MetadataProvider?

    private let pipeline: LogPipeline
    private let label: String

    /// A handler of one logger.
    package init(pipeline: LogPipeline, label: String, level: Logger.Level) {
        self.pipeline = pipeline
        self.label = label
        self.logLevel = level
    }

    /// One key of ``metadata``.
    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Hands the event on; the call's own metadata wins over the logger's and the provider's.
    package func log(event: LogEvent) {
        var merged = metadata
        if let provided = metadataProvider?.get() { merged.merge(provided) { $1 } }
        // Most lines bring all there is.
        if let own = event.metadata {
            if merged.isEmpty { merged = own } else { merged.merge(own) { $1 } }
        }
        if let error = event.error, merged[LogKey.error.rawValue] == nil {
            merged[LogKey.error.rawValue] = "\(error)"
        }
        pipeline.log(event, label: label, metadata: merged)
    }
}
