import Foundation
import Glibc
import SMMLab
import SMMTestSupport
import Testing

/// Searches everything outside of the networks for every secret that went over them.
struct CanarySweep {
    /// How much was searched.
    struct Count: CustomStringConvertible {
        var secrets = 0
        var files = 0
        var bytes = 0
        var shown = 0
        var description: String {
            "\(secrets) secrets, \(files) files and \(shown) outputs, \(bytes) bytes"
        }
    }

    private let town: ConnectTown
    private var search = CanarySearch()

    init(_ town: ConnectTown) {
        self.town = town
        search.add("main password", ConnectTown.main)
        search.add("app password", ConnectTown.app)
        search.add("second factor", ConnectTown.factor)
    }

    /// Looks for one more.
    mutating func add(_ kind: String, _ secret: String) { search.add(kind, secret) }
    /// Looks for one more.
    mutating func add(_ kind: String, _ secret: [UInt8]) { search.add(kind, secret) }

    /// Looks for each key in a file of keys.
    mutating func add(keys path: String) {
        let bytes = LabFile.read(path) ?? []
        for start in stride(from: 0, to: bytes.count - 31, by: 32) {
            search.add("vault key", Array(bytes[start..<start + 32]))
        }
    }

    /// Searches all of it and fails for each hit.
    @discardableResult
    mutating func check(_ when: String, _ place: SourceLocation = #_sourceLocation) throws -> Count {
        for (kind, text) in town.doors.mastodon.secrets + town.doors.bluesky.secrets { search.add(kind, text) }
        let home = town.home
        // The one place the keys are kept; everything else in the folder is searched.
        var sum = try search.hits(below: home.folder + "/state", except: [home.folder + "/state/vault.key"])
        let site = try search.hits(below: home.site)
        sum = (sum.hits + site.hits, sum.files + site.files, sum.bytes + site.bytes)
        for path in [home.log, home.folder + "/out"] {
            let bytes = try #require(LabFile.read(path))
            sum.hits += search.hits(in: bytes, at: path)
            sum.files += 1
            sum.bytes += bytes.count
        }
        let seen = town.seen
        for (name, bytes) in seen {
            sum.hits += search.hits(in: bytes, at: name)
            sum.bytes += bytes.count
        }
        if access("/run/systemd/journal/socket", F_OK) == 0 {
            let journal = try ProgramRun(["journalctl", "-o", "export", "--since", "-1h"], quiet: true)
            #expect(journal.status == 0, "the journal cannot be read, so nothing is known of it", sourceLocation: place)
            sum.hits += search.hits(in: journal.output, at: "the journal")
        }
        for hit in Set(sum.hits.map(\.description)).sorted() {
            Issue.record("\(when): \(hit)", sourceLocation: place)
        }
        return Count(secrets: search.secrets, files: sum.files, bytes: sum.bytes, shown: seen.count)
    }
}
