import SMMAPI
import SMMModel
import Testing

@Suite("Writing with media")
struct MediaWritingTests {
    @Test(
        "a post or an edit that is refused leaves no media in the stock: they are measured first, and kept only then",
        arguments: [["post", "Hello", "--to", "nobody"], ["post", "edit", "last", "Hello"]])
    func refusedWithMedia(_ command: [String]) async throws {
        let problem = Problem.notFound("account", "nobody")
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3], to: folder + "/a.png")
            try await Fixture.withDaemon { request in
                guard request.method != "GET", request.path != "/v1/media" else { return Fixture.making(request) }
                return .problem(problem)
            } _: { daemon in
                let result = await Fixture.run(
                    command + ["--media", folder + "/a.png", "--brand", "bakery", "--yes"], daemon)
                #expect(result.status == 4)
                #expect(result.error.contains(problem.message))
                let writes = daemon.requests.filter { $0.method != "GET" }
                #expect(writes.count == 2 && writes.allSatisfy { $0.query["dryRun"] == "true" })
            }
        }
    }

    @Test("media too large to be sent twice are sent once the post is known to be welcome")
    func refusedWithFilm() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/film.mp4"
            TemporaryFolder.makeLarge(path, 40_000_000)
            try await Fixture.withDaemon { request in
                request.path == "/v1/posts/preview" ? .problem(Problem.notFound("account", "nobody")) : .drop
            } _: { daemon in
                let arguments = ["post", "Hello", "--media", path, "--to", "nobody", "--brand", "bakery", "--yes"]
                let result = await Fixture.run(arguments, daemon)
                #expect(result.status == 4, "\(result.error)")
                #expect(daemon.requests.map(\.path) == ["/v1/posts/preview"])
            }
        }
    }

    @Test("an edit with media too large to be sent twice is rehearsed without them")
    func refusedEditWithFilm() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/film.mp4"
            TemporaryFolder.makeLarge(path, 40_000_000)
            try await Fixture.withDaemon { request in
                request.method == "PATCH"
                    ? .problem(Problem.invalid("time-not-understood", "That is no time.")) : Fixture.making(request)
            } _: { daemon in
                let arguments = ["post", "edit", "last", "--media", path, "--at", "soon"]
                let result = await Fixture.run(arguments, daemon)
                #expect(result.status == 1, "\(result.error)")
                #expect(daemon.requests.map(\.method) == ["GET", "PATCH"])
                #expect(daemon.requests.last?.query["dryRun"] == "true")
            }
        }
    }

    @Test("--dry-run has its media measured, not kept, and previews what was measured")
    func dryRunMedia() async throws {
        let asset = AssetView(
            id: AssetID(rawValue: 1 << 40), brand: Fixture.brand, sha256: String(repeating: "ab", count: 32),
            type: "image/png", byteCount: 4, width: 3, height: 2, alt: "A boat", createdAt: Fixture.made)
        let preview = PreviewView(brand: Fixture.brand, fits: true, targets: [], holds: [])
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.png")
            try await Fixture.withDaemon { request in
                request.path == "/v1/media" ? .json(201, Fixture.json(asset)) : .json(200, Fixture.json(preview))
            } _: { daemon in
                let arguments = [
                    "post", "Hello", "--media", folder + "/a.png", "--alt", "A boat", "--brand", "bakery", "--dry-run",
                ]
                #expect(await Fixture.run(arguments, daemon).status == 0)
                #expect(daemon.requests.map(\.path) == ["/v1/media", "/v1/posts/preview"])
                #expect(daemon.requests.allSatisfy { $0.query["dryRun"] == "true" })
                let body = try WireJSON.decode(CreatePost.self, from: daemon.requests[1].body)
                #expect(body.media?.first?.facts?.width == 3)
                #expect(body.media?.first?.facts?.sha256 == asset.sha256)
            }
        }
    }

    @Test("a refused medium is named with its path and size, whatever the daemon called it")
    func refusedMedium() async throws {
        let refusal = Problem(
            Problem.Code("media-too-large"), status: 413, "The medium is larger than smmd keeps.",
            given: "at least 600000000 bytes", allowed: "512 MiB", next: "Make it smaller.")
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.png")
            try await Fixture.withDaemon { _ in
                .problem(refusal)
            } _: { daemon in
                let result = await Fixture.run(["media", "add", folder + "/a.png", "--brand", "bakery"], daemon)
                #expect(result.status == 1)
                #expect(result.error.contains("given:   \(folder)/a.png (4 B)"), "\(result.error)")
                #expect(result.error.contains("allowed: 512 MiB"))
            }
        }
    }

    @Test("an alt text too long to be sent is refused here, in few words")
    func longAlt() async throws {
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write([1, 2, 3, 4], to: folder + "/a.png")
            try await Fixture.withDaemon(Fixture.making) { daemon in
                for alt in [String(repeating: "a", count: 100_000), String(repeating: "字", count: 2000)] {
                    let result = await Fixture.run(
                        ["post", "Hello", "--media", folder + "/a.png", "--alt", alt], daemon)
                    #expect(result.status == 1)
                    #expect(result.error.contains("alt text of a.png"), "\(result.error)")
                    #expect(result.error.contains("\(alt.utf8.count) bytes"), "\(result.error)")
                    #expect(result.error.utf8.count < 600)
                }
                #expect(daemon.requests.allSatisfy { $0.path != "/v1/media" })
            }
        }
    }
}
