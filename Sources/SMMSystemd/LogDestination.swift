import Glibc

/// Where the log goes.
package enum LogDestination: Equatable, Sendable {
    /// The journal, entry by entry with fields.
    case journal
    /// Lines of text on standard error.
    case standardError

    /// The journal when standard error *is* the stream that journald gave this process, else standard error.
    ///
    /// The variable alone proves nothing: a child started from a service with its output redirected inherits it too.
    package static func choose(
        environment: ServiceEnvironment, standardError: FileIdentity? = FileIdentity(descriptor: STDERR_FILENO)
    ) -> LogDestination {
        guard let stream = environment.journalStream, stream == standardError else { return .standardError }
        return .journal
    }

    /// The sink for the choice; the journal itself falls back to standard error, record by record.
    ///
    /// - Throws: `journalMissing` when journald's socket is not there.
    package func makeSink() throws(SystemdError) -> any LogSink {
        switch self {
        case .journal:
            guard JournalSink.isPresent else { throw SystemdError(code: .journalMissing, errorNumber: ENOENT) }
            return JournalSink()
        case .standardError: return StandardErrorSink()
        }
    }
}
