import SMMLab
import SMMTestSupport
import Testing

@Suite("What networks would receive, at the command line")
struct MediaPreviewRunTests {
    @Test("an ordinary photo of eight megabytes is written for each network that takes it")
    func large() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            try LabFile.makeFolder(folder + "/pictures")
            // Two of the networks take it as it is: more than sixteen megabytes of text.
            let photo = LabPicture.noise(width: 1800, height: 1500)
            #expect(photo.count > 8_000_000)
            try LabFile.write(photo, to: folder + "/photo.png")
            try await home.running { _ in
                #expect(try await Program.smmctl(programs, home, ["brand", "add", "acme"]).status == .exited(0))
                let run = try await Program.smmctl(
                    programs, home, ["media", "preview", folder + "/photo.png", "--output", folder + "/pictures"],
                    within: .seconds(300))
                let said = String(decoding: LabFile.read(home.folder + "/smmctl.err") ?? [], as: UTF8.self)
                #expect(run.status == .exited(0), "\(said)")
                for name in ["mastodon.png", "site.png"] {
                    #expect(LabFile.read("\(folder)/pictures/\(name)") == photo, "\(name)")
                }
                let small = try #require(LabFile.read(folder + "/pictures/bluesky.jpg"))
                #expect(!small.isEmpty && small.count <= 2_000_000)
            }
        }
    }
}
