import Glibc
package import SMMModel
import Synchronization

/// The system's zone database: zones by name, read from TZif files and kept until their file changes.
///
/// A tzdata update replaces the files; a look-up of a zone sees that and reads it anew, so a running daemon needs no
/// restart. Safe to share between threads.
package final class TimeZoneDirectory: Sendable {
    /// The folder, `/usr/share/zoneinfo` on a normal system.
    package let root: String

    /// How long a file that was looked at is taken to be as it was: to look costs more than all the rest of a look-up.
    private static let trust = Milliseconds.seconds(1)

    private let clock: (any TimeSource)?
    private let state = Mutex(State())

    private struct State {
        var zones: [String: (zone: Zone, identity: FileIdentity, seen: Milliseconds)] = [:]
        var version: (text: String, identity: FileIdentity?, seen: Milliseconds)?
    }

    /// The database below a folder.
    ///
    /// - Parameter clock: with it, a file is looked at once a second at most; without, at every look-up.
    package init(root: String = "/usr/share/zoneinfo", clock: (any TimeSource)? = nil) {
        self.root = root
        self.clock = clock
    }

    /// The zone of a name, as its file stands now.
    ///
    /// Throws `TimeDataError`: an invalid or unknown name (with the nearest installed one), a file that is unreadable
    /// or damaged. `UTC` works without any file.
    package func zone(named name: String) throws(TimeDataError) -> Zone {
        let now = clock?.monotonic
        if let now, let known = state.withLock({ $0.zones[name] }), now - known.seen < Self.trust { return known.zone }
        if let problem = ZoneName.problem(name) {
            // A wrong name is shown only as far as it is harmless.
            let shown = name.unicodeScalars.prefix(64).allSatisfy { $0.isASCII && $0.value > 0x20 }
            let quoted = shown ? "'\(name.prefix(64))' " : ""
            throw TimeDataError(.invalidName, "The time zone \(quoted)is not valid: \(problem).")
        }
        let path = "\(root)/\(name)"
        if let identity = FileIdentity(path: path), let known = cached(name, identity, now) { return known }
        guard let file = try SmallFile.read(path, limit: TZif.largestFile) else {
            if name == "UTC" { return .utc }
            throw unknown(name)
        }
        let zone: Zone
        do {
            zone = Zone(name: name, data: try TZif(bytes: file.bytes))
        } catch {
            throw TimeDataError(error.code, "The zone file \(path) is damaged. \(error.message)")
        }
        state.withLock { $0.zones[name] = (zone, file.identity, now ?? .zero) }
        return zone
    }

    private func cached(_ name: String, _ identity: FileIdentity, _ now: Milliseconds?) -> Zone? {
        state.withLock { state in
            guard let entry = state.zones[name], entry.identity == identity else { return nil }
            state.zones[name]?.seen = now ?? .zero
            return entry.zone
        }
    }

    private func unknown(_ name: String) -> TimeDataError {
        let names = self.names()
        guard !names.isEmpty else {
            return TimeDataError(
                .missingDatabase, "There is no time zone database in \(root): install the package tzdata.")
        }
        return TimeDataError(
            .unknownZone, "There is no time zone '\(name)' in \(root).",
            suggestion: Self.suggestion(for: name, in: names))
    }

    /// The installed name a person probably meant: a typo, another case, or a city without its region.
    static func suggestion(for name: String, in names: [String]) -> String? {
        let city = name.lowercased()
        if let match = names.first(where: { $0.lowercased().hasSuffix("/" + city) }) { return match }
        if let match = NearestName.find(name, in: names) { return match }
        let cities = names.map { String($0.split(separator: "/").last ?? "") }
        guard let near = NearestName.find(name, in: cities) else { return nil }
        return cities.firstIndex(of: near).map { names[$0] }
    }

    /// The names of all installed zones, sorted; empty when there is no database.
    package func names() -> [String] {
        ZoneFileWalk.names(below: root)
    }

    /// The version of the zone data, such as `2025b`, or a mark of all content, `fnv1a-…`, where none is stated.
    ///
    /// Read from `tzdata.zi` or `+VERSION`, and noticed again when that file changes.
    package func version() -> String {
        let now = clock?.monotonic
        let known = state.withLock { $0.version }
        if let now, let known, now - known.seen < Self.trust { return known.text }
        let sources = ["tzdata.zi", "+VERSION"].map { "\(root)/\($0)" }
        let identity = sources.lazy.compactMap { FileIdentity(path: $0) }.first
        if let known, let identity, known.identity == identity {
            state.withLock { $0.version?.seen = now ?? .zero }
            return known.text
        }
        let text = stated(sources) ?? ZoneFileWalk.contentMark(below: root)
        state.withLock { $0.version = (text, identity, now ?? .zero) }
        return text
    }

    private func stated(_ paths: [String]) -> String? {
        for path in paths {
            guard let file = try? SmallFile.read(path, limit: TZif.largestFile) else { continue }
            let line = String(decoding: file.bytes.prefix { $0 != 0x0A }.prefix(64), as: UTF8.self)
            guard let word = line.split(whereSeparator: { $0 == " " || $0 == "\r" }).last else { continue }
            // A release is a year and letters: anything else is some other comment.
            let isVersion = word.utf8.count >= 5 && word.utf8.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
            if isVersion, word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) {
                return String(word)
            }
        }
        return nil
    }

    /// The zone the machine itself is set to, from the link `/etc/localtime`; nil when it does not name a zone.
    package static func systemZoneName(localtime: String = "/etc/localtime") -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(localtime, &buffer, buffer.count)
        guard count > 0, count < buffer.count else { return nil }
        let target = String(decoding: buffer[0..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let parts = target.split(separator: "/")
        guard let folder = parts.lastIndex(of: "zoneinfo") else { return nil }
        let name = parts[(folder + 1)...].joined(separator: "/")
        return ZoneName.problem(name) == nil ? name : nil
    }
}
