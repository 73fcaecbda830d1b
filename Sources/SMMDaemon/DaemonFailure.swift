import SMMConfig
import SMMSystemd

/// Why the daemon could not start or go on: one clear line and the exit status.
package struct DaemonFailure: Error, Sendable {
    /// The exit status.
    package let status: ExitStatus
    /// One or more lines for a person.
    package let message: String

    /// A failure.
    package init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Too few descriptors to begin with.
    init(_ limit: DescriptorLimit) {
        self.init(
            .system,
            "The process may have only \(limit.soft) files and connections open at once; smmd needs "
                + "\(DescriptorLimit.least), and one more for each connection.\n"
                + "Raise LimitNOFILE= in its unit (systemctl edit smmd), or in a shell: ulimit -n 1024")
    }

    /// A configuration that cannot be used.
    init(_ errors: ConfigurationErrors) {
        self.init(.configuration, "The configuration cannot be used:\n\(errors)")
    }
}
