import Glibc
import SMMAPI
import SMMModel
import Testing

@Suite("Files that are sent")
struct UploadTests {
    @Test("a daemon that refuses before the body is read stops the upload and is heard")
    func refusedEarly() async throws {
        let problem = Problem(
            Problem.Code("media-too-large"), status: 413, "The file is larger than this daemon takes.",
            allowed: "40 MB", next: "Make it smaller, e.g. with ffmpeg -crf 28")
        try await TemporaryFolder.with { folder in
            let path = folder + "/video.mp4"
            TemporaryFolder.makeLarge(path, 400_000_000)
            let daemon = try FakeDaemon(
                early: { $0.path == "/v1/media" ? .problem(problem) : nil },
                handler: { _ in
                    .json(
                        200,
                        Fixture.json(PreviewView(brand: Fixture.brand, fits: true, targets: [], holds: [])))
                })
            defer { daemon.stop() }
            let result = await Fixture.run(["--brand", "bakery", "post", "Look", "--media", path], daemon)
            #expect(result.status == 1)
            #expect(result.error.contains("given:   \(path) (400 MB)"))
            #expect(result.error.contains("allowed: 40 MB"))
            #expect(daemon.requests.map(\.path) == ["/v1/posts/preview", "/v1/media"])
        }
    }

    @Test("what cannot be read is refused before anything is sent")
    func unreadable() async throws {
        try await TemporaryFolder.with { folder in
            mkdir(folder + "/folder", 0o755)
            symlink(folder + "/loop", folder + "/loop")
            mkfifo(folder + "/pipe", 0o600)
            try TemporaryFolder.write([], to: folder + "/empty.jpg")
            try await Fixture.withDaemon { _ in
                .json(200, "{}")
            } _: { daemon in
                for (name, words) in [
                    ("none.jpg", "There is no such file."), ("folder", "This is a folder, not a file."),
                    ("loop", "leads in a circle"), ("pipe", "not a regular file"), ("empty.jpg", "The file is empty."),
                ] {
                    let result = await Fixture.run(
                        ["post", "Look", "--media", "\(folder)/\(name)", "--brand", "bakery"], daemon)
                    #expect(result.status == 1)
                    #expect(result.error.contains(words), "\(name): \(result.error)")
                }
                #expect(daemon.requests.isEmpty)
            }
        }
    }

    @Test("progress is drawn on a terminal's standard error and taken away at the end")
    func progress() async throws {
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([UInt8](repeating: 7, count: 3_000_000), to: folder + "/big.jpg")
            let asset = AssetView(
                id: AssetID(rawValue: 5), brand: Fixture.brand, sha256: "0", type: "image/jpeg", byteCount: 3_000_000,
                createdAt: Fixture.made)
            try await Fixture.withDaemon { _ in
                .json(201, Fixture.json(asset))
            } _: { daemon in
                let arguments = ["media", "add", folder + "/big.jpg", "--brand", "bakery"]
                let seen = await Fixture.run(arguments, daemon, isInteractive: true)
                #expect(seen.error.contains("100 %"))
                #expect(seen.error.hasSuffix("\u{1B}[K"))
                #expect(daemon.requests[0].body.count == 3_000_000)
                let piped = await Fixture.run(arguments, daemon)
                #expect(piped.error.isEmpty)
            }
        }
    }

    @Test("a text that is not UTF-8 is refused with the place of the byte")
    func encoding() async throws {
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write(Array("Gr".utf8) + [0xFC] + Array("n".utf8), to: folder + "/latin1.txt")
            try await Fixture.withDaemon { _ in
                .json(200, "{}")
            } _: { daemon in
                let result = await Fixture.run(["post", "create", "--file", folder + "/latin1.txt"], daemon)
                #expect(result.status == 1)
                #expect(result.error.contains("byte 2"))
                #expect(daemon.requests.isEmpty)
            }
        }
    }
}
