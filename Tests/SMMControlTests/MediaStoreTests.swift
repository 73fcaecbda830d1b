import Glibc
import SMMAPI
import SMMAPIServer
import SMMAdapterKit
import SMMControl
import SMMModel
import Testing

@Suite("The media store")
struct MediaStoreTests {
    private let picture = Picture.png(64, 48)

    private func upload(_ bureau: Bureau, _ query: String = "") async throws -> AssetView {
        try await bureau.done("POST", "/v1/media?brand=acme\(query)", bytes: picture, giving: AssetView.self)
    }

    @Test("content stands under its own hash, once, however often it comes and in whichever brand")
    func addressed() async throws {
        try await Bureau.open { bureau in
            let first = try await upload(bureau, "&alt=A%20boat&name=boat.png")
            let again = try await upload(bureau)
            #expect(again.id == first.id)
            #expect(again.alt == "A boat")
            #expect([first.width, first.height] == [64, 48])
            let other = try await bureau.done("POST", "/v1/media?brand=beta", bytes: picture, giving: AssetView.self)
            #expect(other.id != first.id)
            #expect(other.sha256 == first.sha256)
            #expect(Disk.files(bureau.folder + "/media") == [first.sha256])
            let path = "\(bureau.folder)/media/\(first.sha256.prefix(2))/\(first.sha256.dropFirst(2).prefix(2))"
            var status = stat()
            #expect(stat(path + "/" + first.sha256, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o640)
        }
    }

    @Test("a dry run measures and keeps nothing: neither a file nor a row nor an event")
    func dryRun() async throws {
        try await Bureau.open { bureau in
            let events = try await bureau.eventCount()
            let seen = try await upload(bureau, "&dryRun=true&alt=x")
            #expect([seen.width, seen.height] == [64, 48])
            #expect(seen.type == "image/png")
            #expect(Disk.files(bureau.folder + "/media").isEmpty)
            #expect(try await bureau.refused("GET", "/v1/media/\(seen.id)").code == "asset-not-found")
            #expect(try await bureau.eventCount() == events)
        }
    }

    @Test("what is refused leaves nothing behind")
    func refusals() async throws {
        try await Bureau.open(maximumUpload: 1000) { bureau in
            let big = [UInt8](repeating: 0, count: 1001)
            let cases: [([UInt8], String, String, Int)] = [
                (big, "", "media-too-large", 413), (Array("no picture".utf8), "", "media-type-unknown", 422),
                (picture, "&sha256=" + String(repeating: "0", count: 64), "sha256-mismatch", 422),
                (Picture.png(20_000, 20_000), "", "media-too-many-pixels", 422), ([], "", "body-missing", 400),
                (Picture.png(0xFFFF_FFFF, 0xFFFF_FFFF), "", "media-damaged", 422),
                (Picture.png(0, 10), "", "media-damaged", 422),
                (Array(Picture.png(10, 10).dropLast(6)), "", "media-cut", 422),
                (Array(Picture.photo(10, 10, orientation: 1, isLittle: true).dropLast(25)), "", "media-cut", 422),
                (picture, "&sha256=../../etc/passwd", "sha256-invalid", 422),
            ]
            for (bytes, query, code, status) in cases {
                let problem = try await bureau.refused("POST", "/v1/media?brand=acme\(query)", bytes: bytes)
                #expect(problem.code == code)
                #expect(problem.status == status)
                #expect(Disk.files(bureau.folder + "/media").isEmpty, "\(code)")
            }
        }
    }

    @Test("a viewer, and an author of another brand, add nothing")
    func roles() async throws {
        try await Bureau.open { bureau in
            let viewer = try await bureau.refused(
                "POST", "/v1/media?brand=acme", as: Town.connection(.viewer), bytes: picture)
            #expect(viewer.status == 403)
            let stranger = try await bureau.refused(
                "POST", "/v1/media?brand=beta", as: Town.connection(.author), bytes: picture)
            #expect(stranger.status == 404)
            #expect(Disk.files(bureau.folder + "/media").isEmpty)
        }
    }

    @Test("bytes that changed on the disk, or are gone, are never given out")
    func changed() async throws {
        try await Bureau.open { bureau in
            let asset = try await upload(bureau)
            let reference = MediaReference(
                asset: asset.id, sha256: asset.sha256, type: asset.type, byteCount: asset.byteCount, width: 64,
                height: 48, alt: nil)
            #expect(try await bureau.media.bytes(of: reference) == picture)
            let path = try bureau.media.path(of: reference)
            let file = try #require(fopen(path, "r+"))
            fseek(file, 20, SEEK_SET)
            fputc(0x55, file)
            fclose(file)
            await #expect(throws: Failure.self) { try await bureau.media.bytes(of: reference) }
            // The same content put in again heals the damaged copy.
            _ = try await upload(bureau)
            #expect(try await bureau.media.bytes(of: reference) == picture)
            unlink(path)
            await #expect(throws: Failure.self) { try await bureau.media.bytes(of: reference) }
        }
    }

    @Test("a large medium is sent from its file, once it was seen to be what was stored")
    func bodies() async throws {
        try await Bureau.open { bureau in
            let asset = try await upload(bureau)
            let reference = MediaReference(
                asset: asset.id, sha256: asset.sha256, type: asset.type, byteCount: asset.byteCount)
            let path = try bureau.media.path(of: reference)
            #expect(try await bureau.media.body(of: reference) == HTTPBody(picture))
            let large = try await bureau.media.body(of: reference, inMemory: asset.byteCount - 1)
            #expect(large == HTTPBody(FileStretch(path: path, count: asset.byteCount)))
            let file = try #require(fopen(path, "r+"))
            fseek(file, 20, SEEK_SET)
            fputc(0x55, file)
            fclose(file)
            await #expect(throws: Failure.self) { try await bureau.media.body(of: reference, inMemory: 0) }
            unlink(path)
            await #expect(throws: Failure.self) { try await bureau.media.body(of: reference, inMemory: 0) }
        }
    }

    @Test("text that is no hash names no path, and a link in its place is not followed")
    func paths() async throws {
        try await Bureau.open { bureau in
            for hash in ["../../../etc/passwd", "", String(repeating: "A", count: 64), "ab/cd", "é"] {
                let reference = MediaReference(
                    asset: AssetID(rawValue: 1), sha256: hash, type: "image/png", byteCount: 1, width: nil,
                    height: nil, alt: nil)
                #expect(throws: Failure.self) { try bureau.media.path(of: reference) }
            }
            let asset = try await upload(bureau)
            let reference = MediaReference(
                asset: asset.id, sha256: asset.sha256, type: asset.type, byteCount: asset.byteCount, width: nil,
                height: nil, alt: nil)
            let path = try bureau.media.path(of: reference)
            let elsewhere = bureau.folder + "/elsewhere"
            rename(path, elsewhere)
            symlink(elsewhere, path)
            #expect(throws: Failure.self) { try bureau.media.path(of: reference) }
            await #expect(throws: Failure.self) { try await bureau.media.bytes(of: reference) }
        }
    }

    @Test("what a crash left half-way is swept away, and nothing else")
    func sweeps() async throws {
        try await Bureau.open { bureau in
            let asset = try await upload(bureau)
            for name in ["one.part", "two.part", "note.txt"] {
                let file = try #require(fopen(bureau.folder + "/media/incoming/" + name, "w"))
                fclose(file)
            }
            #expect(await bureau.media.sweep() == 2)
            #expect(Disk.files(bureau.folder + "/media").sorted() == [asset.sha256, "note.txt"].sorted())
        }
    }

    @Test("a disk without room for the machine's own records takes no medium")
    func full() async throws {
        try await Bureau.open(freeSpace: 1 << 20) { bureau in
            let problem = try await bureau.refused("POST", "/v1/media?brand=acme", bytes: picture)
            #expect(problem.code == "storage-full")
            #expect(problem.status == 507)
            #expect(problem.next != nil)
        }
    }
}
