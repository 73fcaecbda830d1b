import Foundation
import SMMLab
import SMMTestSupport
import Testing

@Suite("The networks at the command line")
struct PlatformCommandTests {
    /// The lines that were shown, with one space between words.
    private func lines(_ shown: String) -> [String] {
        shown.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test("limits are shown with their source and date, and a person's correction as soon as it is loaded")
    func shown() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            let file = folder + "/config/platforms.d/mastodon.yaml"
            try LabFile.makeFolder(folder + "/config/platforms.d")
            try LabFile.write(
                "limits: {maximum-text: 280}\nsource: Our server's rules\nchecked: 2026-12-01\n", to: file)
            try await home.running { _ in
                func show(_ words: String...) async throws -> [String] {
                    let run = try await Program.smmctl(programs, home, ["platform"] + words)
                    #expect(run.status == .exited(0))
                    return lines(String(run.out))
                }
                let list = try await show("list")
                #expect(list.first == "NAME TITLE CLASS TEXT MEDIA ALSO")
                #expect(list.contains { $0.hasPrefix("mastodon Mastodon D 280 4 ") }, "\(list)")
                #expect(list.contains { $0.hasPrefix("bluesky Bluesky A 300 4 ") }, "\(list)")
                #expect(list.contains { $0.hasPrefix("site ") }, "\(list)")
                let mastodon = try await show("show", "mastodon")
                #expect(mastodon.contains("Text at most 280 graphemes"), "\(mastodon)")
                #expect(mastodon.contains("Source Our server's rules (checked 2026-12-01)"), "\(mastodon)")
                // Nothing but what the file says is another's.
                #expect(mastodon.contains { $0.hasPrefix("Media at most 4 a part") }, "\(mastodon)")
                let bluesky = try await show("show", "bluesky")
                #expect(bluesky.contains("Text at most 300 graphemes"), "\(bluesky)")
                #expect(bluesky.contains { $0.contains("AT Protocol lexicons") }, "\(bluesky)")
                #expect(bluesky.joined().contains("(checked 20"), "\(bluesky)")

                func reload() async throws -> ChildProcess.Ending {
                    try await Program.smmctl(programs, home, ["config", "reload"]).status
                }
                try LabFile.write("limits: {maximum-text: 1000}\nchecked: 2026-12-02\n", to: file)
                #expect(try await show("show", "mastodon") == mastodon, "not before it is loaded")
                #expect(try await reload() == .exited(0))
                let corrected = try await show("show", "mastodon")
                #expect(corrected.contains("Text at most 1000 graphemes"), "\(corrected)")
                #expect(corrected.joined().contains("(checked 2026-12-02)"), "\(corrected)")
                #expect(!corrected.joined().contains("Our server's rules"), "\(corrected)")
                try LabFile.write("limits: {maximum-txt: 1}\n", to: file)
                #expect(try await reload() != .exited(0))
                #expect(try await show("show", "mastodon") == corrected, "a bad file changes nothing")
                try FileManager.default.removeItem(atPath: file)
                #expect(try await reload() == .exited(0))
                #expect(try await show("show", "mastodon").contains("Text at most 500 graphemes"))
                #expect(try await Program.smmctl(programs, home, ["platform", "show", "mastodn"]).status == .exited(4))
            }
        }
    }
}
