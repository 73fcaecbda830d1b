import CSystemd
import Glibc
package import Logging

/// Tells whatever started this process how it is, through sd_notify(3).
///
/// Without an address every message is a no-op, so that a daemon run by hand needs no special case. A message that
/// cannot be delivered is logged here and goes no further: the service manager's own time-outs answer for the rest.
package struct ServiceManager: Sendable {
    /// Whether anybody listens.
    package let isPresent: Bool
    private let logger: Logger

    /// A speaker to the manager.
    ///
    /// - Parameter address: this process's `NOTIFY_SOCKET` (``ServiceEnvironment/notifyAddress``), to which libsystemd
    ///   sends; nil keeps silent.
    package init(address: String?, logger: Logger) {
        self.isPresent = address != nil
        self.logger = logger
    }

    /// Start-up, or a reload, is complete (`READY=1`).
    package func ready(status: String) {
        send([("READY", "1"), ("STATUS", status)])
    }

    /// One line for a person, shown by `systemctl status`; line breaks become spaces.
    package func status(_ status: String) {
        send([("STATUS", status)])
    }

    /// The configuration is being reloaded (`RELOADING=1`); follow it with `ready(status:)` whatever the outcome.
    ///
    /// - Parameter now: CLOCK_MONOTONIC, which lets the manager order this message and its own signals.
    package func reloading(now: Duration) {
        send([("RELOADING", "1"), ("MONOTONIC_USEC", Self.microseconds(now))])
    }

    /// The service is going down (`STOPPING=1`).
    package func stopping(status: String) {
        send([("STOPPING", "1"), ("STATUS", status)])
    }

    /// The service is alive (`WATCHDOG=1`); only ``Watchdog`` says so.
    package func alive() {
        send([("WATCHDOG", "1")])
    }

    /// Asks for `duration` from now before start, reload or stop counts as timed out (`EXTEND_TIMEOUT_USEC`).
    package func extendTimeout(by duration: Duration) {
        send([("EXTEND_TIMEOUT_USEC", Self.microseconds(duration))])
    }

    /// The message for some assignments: one `KEY=value` a line, with line breaks inside values made spaces, since a
    /// break would let a value (a post's text in a status line) forge an assignment of its own.
    package static func encode(_ assignments: [(key: String, value: String)]) -> String {
        assignments.map { key, value in
            let harmless = value.utf8.map { byte in
                let isBreak = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == 0
                return isBreak ? UInt8(ascii: " ") : byte
            }
            return "\(key)=\(String(decoding: harmless, as: UTF8.self))"
        }.joined(separator: "\n")
    }

    private func send(_ assignments: [(key: String, value: String)]) {
        guard isPresent else { return }
        let message = Self.encode(assignments)
        var result: Int32
        repeat {
            result = sd_notify(0, message)
        } while result == -EINTR
        guard result <= 0 else { return }
        // 0: libsystemd found no NOTIFY_SOCKET, although one was named at the start.
        let error = SystemdError(code: .datagramNotSent, errorNumber: result == 0 ? ENOTCONN : -result)
        logger.error(
            "A notification did not reach the service manager",
            metadata: LogKey.metadata([.error: "\(error)", .notification: "\(assignments.first?.key ?? "")"]))
    }

    /// Whole microseconds as decimal digits; never negative, saturating.
    private static func microseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow, seconds >= 0, attoseconds >= 0 else { return overflow && seconds > 0 ? "\(Int64.max)" : "0" }
        return "\(whole.addingReportingOverflow(attoseconds / 1_000_000_000_000).partialValue)"
    }
}
