package import Logging

/// Speaks the notification protocol of sd_notify(3) to whatever started this process.
///
/// Without an address every message is a no-op, so that a daemon run by hand needs no special case. A message that
/// cannot be delivered is logged here and goes no further: the service manager's own time-outs answer for the rest.
package struct ServiceManager: Sendable {
    private let socket: DatagramSocket?
    private let logger: Logger

    /// A speaker to `address` (`NOTIFY_SOCKET`); nil for none.
    package init(address: String?, logger: Logger) {
        self.logger = logger
        guard let address else {
            socket = nil
            return
        }
        do {
            socket = try DatagramSocket(address: address)
        } catch {
            socket = nil
            logger.error("The service manager cannot be told anything", metadata: LogKey.metadata([.error: "\(error)"]))
        }
    }

    /// Whether anybody listens.
    package var isPresent: Bool { socket != nil }

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

    /// The datagram for some assignments: one `KEY=value` a line, with line breaks inside values made spaces, since a
    /// break would let a value (a post's text in a status line) forge an assignment of its own.
    package static func encode(_ assignments: [(key: String, value: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (key, value) in assignments {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
            bytes.append(contentsOf: key.utf8)
            bytes.append(UInt8(ascii: "="))
            for byte in value.utf8 {
                let isBreak = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == 0
                bytes.append(isBreak ? UInt8(ascii: " ") : byte)
            }
        }
        return bytes
    }

    private func send(_ assignments: [(key: String, value: String)]) {
        guard let socket else { return }
        do {
            try socket.send(Self.encode(assignments))
        } catch {
            logger.error(
                "A notification did not reach the service manager",
                metadata: LogKey.metadata([.error: "\(error)", .notification: "\(assignments.first?.key ?? "")"]))
        }
    }

    /// Whole microseconds as decimal digits; never negative, saturating.
    private static func microseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow, seconds >= 0, attoseconds >= 0 else { return overflow && seconds > 0 ? "\(Int64.max)" : "0" }
        return "\(whole.addingReportingOverflow(attoseconds / 1_000_000_000_000).partialValue)"
    }
}
