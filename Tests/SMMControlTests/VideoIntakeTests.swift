import SMMAPI
import SMMAdapterKit
import SMMControl
import SMMModel
import Testing

@Suite("Videos that come in")
struct VideoIntakeTests {
    private func upload(_ bureau: Bureau, _ bytes: [UInt8], _ query: String = "") async throws -> AssetView {
        try await bureau.done("POST", "/v1/media?brand=acme\(query)", bytes: bytes, giving: AssetView.self)
    }

    private func stored(_ bureau: Bureau, _ asset: AssetView) async throws -> [UInt8] {
        try await bureau.media.bytes(
            of: MediaReference(asset: asset.id, sha256: asset.sha256, type: asset.type, byteCount: asset.byteCount))
    }

    /// What the daemon finds bytes to hash to as they are sent.
    private func hash(_ bureau: Bureau, _ bytes: [UInt8]) async throws -> String {
        let none = String(repeating: "0", count: 64)
        let problem = try await bureau.refused("POST", "/v1/media?brand=acme&sha256=\(none)", bytes: bytes)
        #expect(problem.code == "sha256-mismatch")
        return try #require(problem.given)
    }

    @Test("what a film tells is gone before it has its place and its hash, and what was there is told")
    func clean() async throws {
        try await Bureau.open { bureau in
            for (film, type) in [(Film().bytes, "video/quicktime"), (WebMFilm().bytes, "video/webm")] {
                let original = try await hash(bureau, film)
                let dry = try await upload(bureau, film, "&dryRun=true")
                let asset = try await upload(bureau, film, "&name=harbour.mov")
                #expect(asset.type == type && asset.byteCount == Int64(film.endIndex))
                #expect(asset.sha256 != original && dry.sha256 == asset.sha256)
                let bytes = try await stored(bureau, asset)
                #expect(bytes.firstRange(of: Array("SECRET".utf8)) == nil && bytes.firstRange(of: Film.binary) == nil)
                #expect(bytes.endIndex == film.endIndex)
                #expect(asset.facts?.removed == dry.facts?.removed)
                #expect(asset.facts?.removed.contains("software") == true)
                // The same original again, and what was made of it, are the same content.
                #expect(try await upload(bureau, film).id == asset.id)
                let again = try await upload(bureau, bytes)
                #expect(again.id == asset.id && again.facts?.removed == [])
                let preview = try await bureau.done(
                    "POST", "/v1/media/preview?brand=acme", bytes: film, giving: MediaPreviewView.self)
                #expect(preview.facts?.removed == asset.facts?.removed && preview.byteCount == asset.byteCount)
            }
        }
    }

    @Test("a preview says that a video is cleaned where anything is taken out of it, else that it is not")
    func previewed() async throws {
        try await Bureau.open { bureau in
            // A second long and small enough for the cinema.
            var film = Film(brand: "mp42").bytes
            let header = try #require(film.firstRange(of: Array("mvhd".utf8)))
            film.replaceSubrange(header.upperBound + 16..<header.upperBound + 20, with: Film.big(600))
            let width = try #require(film.firstRange(of: Film.big(640 << 16)))
            film.replaceSubrange(width, with: Film.big(320 << 16))
            let clean = try await stored(bureau, try await upload(bureau, film))
            for (bytes, outcome) in [(film, "cleaned"), (clean, "unchanged")] {
                let preview = try await bureau.done(
                    "POST", "/v1/media/preview?brand=acme", bytes: bytes, giving: MediaPreviewView.self)
                let outcomes = Set(preview.networks.map(\.outcome)).subtracting(["refused"])
                #expect(outcomes == [outcome], "\(preview.networks)")
            }
        }
    }

    @Test("what lies behind a film's end is gone, also where it is more than is overwritten at once")
    func longTail() async throws {
        try await Bureau.open { bureau in
            // 600 KiB, in which no piece of 256 KiB begins with what the one before began with.
            let film = Film().bytes + (0..<24_576).flatMap { [UInt8($0 & 255)] + Film.secret.prefix(24) }
            let asset = try await upload(bureau, film)
            let bytes = try await stored(bureau, asset)
            #expect(bytes.endIndex == film.endIndex && bytes.firstRange(of: Array("SECRET".utf8)) == nil)
            let end = Film().bytes.endIndex
            #expect(bytes[(end + 4)..<(end + 8)].elementsEqual("free".utf8))
            #expect(bytes[(end + 8)...].allSatisfy { $0 == 0 })
        }
    }

    @Test("what its header says is held against a network's limits when a post is made of it")
    func limits() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"acme","platform":"cinema","name":"hall"}"#)
            let asset = try await upload(bureau, Film(brand: "mp42").bytes)
            #expect(asset.milliseconds == 12_000 && asset.width == 480 && asset.facts?.codec == "avc1")
            let draft = #"{"brand":"acme","text":"A film","to":["hall"],"media":[{"asset":"\#(asset.id)"}]}"#
            let preview = try await bureau.done("POST", "/v1/posts/preview", draft, giving: PreviewView.self)
            let rules = preview.targets.flatMap(\.violations).map(\.rule)
            #expect(rules == ["media-too-many-pixels", "media-too-long"])
            #expect(preview.targets.first?.violations.first?.message.hasPrefix("A video has") == true)
            #expect(try await bureau.refused("POST", "/v1/posts", draft).status == 422)
            let quick = try await upload(bureau, Film().bytes)
            let other = draft.replacing("\(asset.id)", with: "\(quick.id)")
            #expect(try await bureau.refused("POST", "/v1/posts", other).code == "media-type")
        }
    }

    @Test("a hash that is announced is that of what is sent")
    func announced() async throws {
        try await Bureau.open { bureau in
            let film = Film().bytes
            let original = try await hash(bureau, film)
            let asset = try await upload(bureau, film, "&sha256=\(original)")
            #expect(asset.sha256 != original)
            let wrong = try await bureau.refused(
                "POST", "/v1/media?brand=acme&sha256=\(asset.sha256)", bytes: film)
            #expect(wrong.code == "sha256-mismatch")
        }
    }

    @Test(
        "a film that is cut off, lies or cannot be cleaned is refused and leaves nothing behind",
        arguments: ["cut", "damaged", "pieces"])
    func refused(kind: String) async throws {
        try await Bureau.open { bureau in
            let film = Film()
            var bytes = kind == "pieces" ? film.pieces : film.bytes
            if kind == "cut" { bytes.removeLast(bytes.count - 40) }
            if kind == "damaged", let track = bytes.firstRange(of: Array("trak".utf8)) {
                bytes[track.lowerBound - 4] = 0x7F
            }
            let events = try await bureau.eventCount()
            let problem = try await bureau.refused("POST", "/v1/media?brand=acme&name=harbour.mp4", bytes: bytes)
            let codes = ["cut": "media-cut", "damaged": "media-damaged", "pieces": "media-not-cleaned"]
            #expect(problem.code == codes[kind] && problem.status == 422 && problem.next != nil)
            #expect(try await bureau.eventCount() == events)
            #expect(await bureau.media.sweep() == 0)
        }
    }
}
