import CSystemd
import Glibc

/// What the service manager handed over at start.
///
/// libsystemd reads what it has a call for; the rest are two variables of systemd.exec(5).
package struct ServiceEnvironment: Equatable, Sendable {
    /// Where notifications go (`NOTIFY_SOCKET`), or nil outside a service of Type=notify.
    package var notifyAddress: String?
    /// The whole watchdog interval, or nil when none is asked of this process.
    package var watchdogInterval: Duration?
    /// The sockets passed by activation, in the order of the unit files.
    package var sockets: [ActivatedSocket]
    /// The device and inode of the journal stream that stands behind stdout or stderr (`JOURNAL_STREAM`).
    package var journalStream: FileIdentity?
    /// The folder of decrypted credentials (`CREDENTIALS_DIRECTORY`).
    package var credentialsFolder: String?

    /// An environment as given; empty unless said otherwise.
    package init(
        notifyAddress: String? = nil, watchdogInterval: Duration? = nil, sockets: [ActivatedSocket] = [],
        journalStream: FileIdentity? = nil, credentialsFolder: String? = nil
    ) {
        self.notifyAddress = notifyAddress
        self.watchdogInterval = watchdogInterval
        self.sockets = sockets
        self.journalStream = journalStream
        self.credentialsFolder = credentialsFolder
    }

    /// The environment of this process; a malformed variable, or one meant for another process, counts as absent.
    package static func current() -> ServiceEnvironment {
        var microseconds: UInt64 = 0
        let isWatched = sd_watchdog_enabled(0, &microseconds) > 0
        return ServiceEnvironment(
            notifyAddress: variable("NOTIFY_SOCKET").flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil },
            watchdogInterval: isWatched ? .microseconds(Int64(clamping: microseconds)) : nil,
            sockets: ActivatedSocket.handedOver(),
            journalStream: variable("JOURNAL_STREAM").flatMap { FileIdentity($0) },
            credentialsFolder: variable("CREDENTIALS_DIRECTORY").flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
