import Glibc

/// What the service manager handed over at start, read from the environment variables it documents.
///
/// libsystemd reads the same variables, but always from the process environment and always as a side effect; a value
/// can be given to a test. Formats: sd_notify(3), sd_watchdog_enabled(3), sd_listen_fds(3), systemd.exec(5).
package struct ServiceEnvironment: Equatable, Sendable {
    /// Where notifications go (`NOTIFY_SOCKET`), or nil outside a service of Type=notify.
    package var notifyAddress: String?
    /// The whole watchdog interval (`WATCHDOG_USEC`), or nil when none is asked of this process.
    package var watchdogInterval: Duration?
    /// The sockets passed by activation, in the order of the unit files.
    package var sockets: [ActivatedSocket]
    /// The device and inode of the journal stream that stands behind stdout or stderr (`JOURNAL_STREAM`).
    package var journalStream: FileIdentity?
    /// The folder of decrypted credentials (`CREDENTIALS_DIRECTORY`).
    package var credentialsFolder: String?

    /// Reads the documented variables; a malformed or foreign one counts as absent.
    ///
    /// - Parameters:
    ///   - variables: the environment.
    ///   - processID: this process: `WATCHDOG_PID` and `LISTEN_PID` must name it.
    package init(variables: [String: String], processID: Int32) {
        func isForThisProcess(_ key: String, whenAbsent: Bool) -> Bool {
            guard let value = variables[key] else { return whenAbsent }
            return Int32(value) == processID
        }
        notifyAddress = variables["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        watchdogInterval = nil
        if isForThisProcess("WATCHDOG_PID", whenAbsent: true),
            let microseconds = variables["WATCHDOG_USEC"].flatMap({ Int64($0) }), microseconds > 0
        {
            watchdogInterval = .microseconds(microseconds)
        }
        sockets = []
        // A count above the limit on open files is no count; 1,024 is the soft limit that systemd itself sets.
        if isForThisProcess("LISTEN_PID", whenAbsent: false),
            let count = variables["LISTEN_FDS"].flatMap({ Int32($0) }), (1...1024).contains(count)
        {
            let names = (variables["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
            for index in 0..<count {
                let name = Int(index) < names.count ? String(names[Int(index)]) : "unknown"
                sockets.append(ActivatedSocket(descriptor: ActivatedSocket.firstDescriptor + index, name: name))
            }
        }
        journalStream = variables["JOURNAL_STREAM"].flatMap { FileIdentity($0) }
        credentialsFolder = variables["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The environment of this process.
    package static func current() -> ServiceEnvironment {
        let keys = [
            "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES",
            "JOURNAL_STREAM", "CREDENTIALS_DIRECTORY",
        ]
        var variables: [String: String] = [:]
        for key in keys {
            guard let value = getenv(key) else { continue }
            variables[key] = String(cString: value)
        }
        return ServiceEnvironment(variables: variables, processID: getpid())
    }
}
