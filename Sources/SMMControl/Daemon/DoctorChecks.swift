import Glibc
import SMMAPI
import SMMAccounts
import SMMAdapterKit
import SMMModel
import SMMTime

/// The doctor's single looks. Each gives one finding: what is so, and the next step where it is not well.
struct DoctorChecks {
    /// Facts about a network older than this should be looked up again.
    private static let manifestAge = Milliseconds.days(180)
    private static let lowSpace: Int64 = 1 << 30
    private static let noSpace: Int64 = 128 << 20

    let parts: DaemonParts
    let now: Instant

    func clock() -> Finding {
        guard now < parts.built else { return Finding(code: "clock", level: "ok", message: "The clock is plausible.") }
        return Finding(
            code: "clock", level: "error",
            message: "The clock says \(ISO8601.format(now)), before smmd was built: nothing may be sent by it.",
            next: "timedatectl")
    }

    func zoneData(_ version: String) -> Finding {
        guard !version.isEmpty else {
            return Finding(
                code: "tzdata", level: "error", message: "There is no time zone database.", next: "apt install tzdata")
        }
        return Finding(code: "tzdata", level: "ok", message: "Time zones are read from tzdata \(version).")
    }

    /// A brand's zone; nil when it is well.
    func zone(_ name: String, of brand: String, in zones: TimeZoneDirectory) -> Finding? {
        do {
            _ = try zones.zone(named: name)
            return nil
        } catch {
            return Finding(
                code: "zone", level: "error",
                message: "The zone of the brand “\(brand)” cannot be read: \(error.message)",
                next: error.suggestion.map { "smmctl brand edit \(brand) --zone \($0)" } ?? "apt install tzdata")
        }
    }

    func adapter(_ manifest: PlatformManifest) -> Finding {
        let code = "adapter.\(manifest.platform)"
        let checked = ISO8601.instant(manifest.checked + "T00:00:00Z")
        guard let checked, now - checked < Self.manifestAge else {
            return Finding(
                code: code, level: "warning",
                message: "What smmd knows of \(manifest.title) was checked on \(manifest.checked); networks change.",
                next: "Look for a newer smmd, or correct the limits in platforms.d.")
        }
        return Finding(
            code: code, level: "ok", message: "\(manifest.title): facts checked on \(manifest.checked).")
    }

    func destinations(_ down: [String]) -> [Finding] {
        down.map { destination in
            Finding(
                code: "destination", level: "warning", message: "\(destination) does not answer; its accounts wait.",
                next: "smmctl queue")
        }
    }

    func heldWhole() -> Finding {
        Finding(
            code: "held", level: "warning", message: "Everything is held: nothing goes out.", next: "smmctl hold list")
    }

    /// Whether pictures can be parsed, found out with one; nil when they can.
    func pictures() async -> Finding? {
        guard let fault = await parts.picturesFault() else { return nil }
        guard fault.code == "media-process-missing" else {
            return Finding(
                code: "pictures", level: "warning", message: "A picture could not be parsed: \(fault.message)",
                next: "journalctl -u 'smmd-media*' -n 20")
        }
        // What to do depends on what is missing, and stands in the message.
        return Finding(
            code: "pictures", level: "warning", message: "No picture is taken in or sent. \(fault.message)")
    }

    func vault(_ status: VaultStatus) -> Finding {
        guard status.locked.isEmpty else {
            return Finding(
                code: "vault", level: "error",
                message: "The credentials of \(status.locked.count) accounts were sealed under keys that are not here.",
                next: "smmctl vault status")
        }
        guard status.damaged.isEmpty else {
            return Finding(
                code: "vault", level: "error",
                message:
                    "The credentials of \(status.damaged.count) accounts do not open: their rows were changed or moved.",
                next: "smmctl vault status")
        }
        return Finding(
            code: "vault", level: "ok",
            message: "The vault's keys are in \(status.place); every credential opens with them.")
    }

    func integrity() -> Finding {
        switch parts.integrity() {
        case .whole:
            return Finding(code: "database", level: "ok", message: "The database is whole.")
        case .checking:
            return Finding(
                code: "database", level: "ok", message: "The database is being checked after an unclean stop.")
        case .damaged(let problems):
            return Finding(
                code: "database", level: "error",
                message: "The database is damaged: \(problems.first ?? "see the log").", next: "smmctl restore")
        }
    }

    func chain(last: Int64, broken: Int64?) -> Finding {
        guard let broken else {
            return Finding(
                code: "record", level: "ok", message: "The newest links of the record hold (\(last) events).")
        }
        return Finding(
            code: "record", level: "error",
            message: "The record was changed: event \(broken) does not follow from the one before.",
            next: "smmctl restore")
    }

    func disk() -> Finding {
        guard let space = parts.diskSpace(parts.stateFolder) else {
            return Finding(
                code: "disk", level: "error", message: "The state folder \(parts.stateFolder) cannot be looked at.",
                next: "ls -ld \(parts.stateFolder)")
        }
        let text = "\(space.free >> 20) MiB of \(space.size >> 20) MiB are free at \(parts.stateFolder)."
        if space.free < Self.noSpace {
            return Finding(code: "disk", level: "error", message: text, next: "Free some space: nothing new is taken.")
        }
        return Finding(
            code: "disk", level: space.free < Self.lowSpace ? "warning" : "ok", message: text,
            next: space.free < Self.lowSpace ? "df -h \(parts.stateFolder)" : nil)
    }

    func stateFolder() -> Finding {
        var status = stat()
        let folder = parts.stateFolder
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            return Finding(
                code: "state-folder", level: "error", message: "The state folder \(folder) is not there.",
                next: "systemctl restart smmd")
        }
        if status.st_mode & 0o007 != 0 {
            return Finding(
                code: "state-folder", level: "warning", message: "Others can look into the state folder \(folder).",
                next: "chmod o-rwx \(folder)")
        }
        guard status.st_uid == geteuid() else {
            return Finding(
                code: "state-folder", level: "warning", message: "The state folder \(folder) is another user's.",
                next: "chown \(geteuid()) \(folder)")
        }
        return Finding(code: "state-folder", level: "ok", message: "The state folder is closed to others.")
    }

    /// The files on disk, which may have changed since they were read; nil in a daemon that has none.
    func configuration() async -> Finding? {
        let view: ConfigView
        do {
            view = try await parts.checkConfig()
        } catch let problem as Problem where problem.code == DaemonParts.notAvailable {
            return nil
        } catch {
            return Finding(
                code: "configuration", level: "warning", message: "The configuration files could not be checked.",
                next: "smmctl config check")
        }
        guard let first = view.problems.first else {
            return Finding(code: "configuration", level: "ok", message: "The configuration files hold together.")
        }
        return Finding(
            code: "configuration", level: "error",
            message: "The configuration on disk would be refused at the next reload: "
                + Self.words(first, of: view.problems.count),
            next: "smmctl config check")
    }

    /// The files that the daemon runs without, whatever they say by now; nil for none.
    func filesNotInForce() -> Finding? {
        let problems = parts.filesNotInForce()
        guard let first = problems.first else { return nil }
        return Finding(
            code: "configuration-left-out", level: "error",
            message: "smmd runs without a file that was not right when it was read; its brand stays as it was: "
                + Self.words(first, of: problems.count),
            next: "Correct it unless that is done, then: smmctl config reload")
    }

    /// A problem with its place, and how many more there are.
    private static func words(_ problem: ConfigProblem, of count: Int) -> String {
        problem.words + (count > 1 ? " (and \(count - 1) more)" : "")
    }

    func channels() -> Finding {
        guard parts.channels.contains(where: { $0 != "journal" }) else {
            return Finding(
                code: "notify", level: "warning",
                message: "Nobody is told but the journal when something needs a person.",
                next: "Set notify.mail or notify.ntfy in smmd.yaml, then: smmctl config reload")
        }
        return Finding(
            code: "notify", level: "ok", message: "People are told by \(parts.channels.joined(separator: ", ")).")
    }
}
