import Foundation
import SMMAPI
import SMMAdapterKit
import SMMControl
import SMMLab
import SMMMedia
import SMMModel
import SMMTestSupport
import Testing

/// What a visitor of a site gets to see of photos and a video that came in with everything their cameras wrote.
@Suite("Media that go out", .timeLimit(.minutes(5)))
struct MediaGoingOutTests {
    private static let secret = Array("SECRET +52.5200+013.4050/".utf8)
    /// 52/1 31/1 125/10, as EXIF data count degrees (EXIF 2.32, 4.6).
    private static let latitude: [UInt8] = [
        0, 0, 0, 52, 0, 0, 0, 1, 0, 0, 0, 31, 0, 0, 0, 1, 0, 0, 0, 125, 0, 0, 0, 10,
    ]
    /// The most bytes of a PNG on the site of this test.
    private static let most = 100_000

    @Test(
        "one post with three photos and a video: upright, of the right size, without a place; the video is the clean one"
    )
    func onSite() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: [programs.smmd, "serve"], configuration: "")
            try LabFile.makeFolder(folder + "/config/platforms.d")
            try LabFile.write(
                "limits: {media: {image/png: {maximum-bytes: \(Self.most / 1000)kB}}}\n",
                to: folder + "/config/platforms.d/site.yaml")
            let plain = LabPicture.png("A clean picture")
            let film = Self.film()
            let files: [(name: String, bytes: [UInt8])] = [
                ("side.jpg", try await Self.photo(programs)), ("large.png", LabPicture.noise(width: 300, height: 200)),
                ("plain.png", plain), ("harbour.mp4", film),
            ]
            for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name)) }
            try await home.running { daemon in
                try await daemon.client.makeBrand("acme")
                try await daemon.client.makeAccount("home", platform: "site", settings: [:])
                let media = files.flatMap { ["--media", folder + "/" + $0.name, "--alt", "A harbour"] }
                let made = try await Program.smmctl(
                    programs, home, ["post", "create", "From the harbour"] + media + ["--now", "--to", "home"])
                let said = String(decoding: LabFile.read(folder + "/smmctl.err") ?? [], as: UTF8.self)
                try #require(made.status == .exited(0), "\(said)")
                try #require(try await daemon.client.settles(within: .seconds(60)))
                #expect(try await daemon.client.states().values.map { $0 } == [.published])
            }
            let shown = try Self.files(below: home.site).filter { $0.key.contains("/media/") }
            try #require(shown.count == 4, "\(shown.keys.sorted())")
            for (path, bytes) in shown {
                for trace in [Self.latitude, Array("SECRET".utf8), Array("52.52".utf8), Array("Exif".utf8)] {
                    #expect(bytes.firstRange(of: trace) == nil, "\(path)")
                }
            }
            #expect(shown.values.contains(plain))
            let headers = shown.values.compactMap { MediaHeader(of: $0) }
            let upright = try #require(headers.first { $0.width == 400 })
            #expect(upright.height == 600 && upright.type == "image/jpeg")
            let small = try #require(
                shown.first { $0.value.endIndex > 5000 && MediaHeader(of: $0.value)?.width != 400 })
            #expect(small.value.endIndex <= Self.most && film.endIndex < 5000)
            // The video of the site is the one of the store, which is the original without what it told.
            let video = try #require(shown.first { $0.key.hasSuffix(".mp4") })
            let stored = try Self.files(below: folder + "/state/media").filter { $0.value == video.value }
            let name = try #require(stored.keys.first?.split(separator: "/").last)
            #expect(stored.count == 1 && video.key.contains(name.prefix(32)))
            #expect(video.value.endIndex == film.endIndex)
            #expect(video.value.firstRange(of: Array("THE FILMTHE SOUND".utf8)) != nil)
            #expect(headers.contains { $0.type == "video/mp4" && $0.width == 480 && $0.height == 640 })
        }
    }

    /// Every file below a folder.
    private static func files(below folder: String) throws -> [String: [UInt8]] {
        let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        return names.reduce(into: [:]) { files, name in
            let path = folder + "/" + name
            if !LabFile.isFolder(path) { files[path] = LabFile.read(path) }
        }
    }

    /// A JPEG of 600 by 400 points as a phone writes it that is held upright: on its side, with a place.
    private static func photo(_ programs: LabPrograms) async throws -> [UInt8] {
        let picture = LabPicture.noise(width: 600, height: 400)
        let big = { (value: Int, count: Int) in
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
        }
        let process = MediaProcess(.program(programs.media), patience: .seconds(60))
        let jpeg = try await process.fit(
            picture, to: PictureWish(maximumBytes: 5_000_000, maximumPixels: nil, types: ["image/jpeg"])
        ).bytes
        try #require(MediaHeader(of: jpeg)?.width == 600)
        let directory: [UInt8] =
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2] + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
            + [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38] + [0, 0, 0, 0]
            + [0, 2, 0, 1, 0, 2, 0, 0, 0, 2, UInt8(ascii: "N"), 0, 0, 0]
            + [0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68, 0, 0, 0, 0] + latitude
        let exif = Array("Exif\0\0".utf8) + directory
        return [0xFF, 0xD8, 0xFF, 0xE1] + big(exif.count + 2, 2) + exif + [0xFF, 0xFE] + big(secret.count + 2, 2)
            + secret
            + jpeg.dropFirst(2)
    }

    /// A film of a turned picture that says where it was taken.
    private static func film() -> [UInt8] {
        let big = { (values: [UInt32]) in values.flatMap { value in [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } } }
        let box = { (kind: String, content: [UInt8]) in
            big([UInt32(8 + content.count)]) + kind.unicodeScalars.map { UInt8($0.value) } + content
        }
        let matrix: [UInt32] = [0, 0x0001_0000, 0, 0xFFFF_0000, 0, 0, 0, 0, 0x4000_0000]
        let track = big([7, 9, 9, 1, 0, 600, 0, 0, 0, 0] + matrix + [640 << 16, 480 << 16])
        let handler = big([0, 0]) + Array("vide".utf8) + big([0, 0, 0]) + secret
        let start = box("ftyp", Array("isom".utf8) + big([0]))
        // Each of three tracks has one sample: picture, sound and a place.
        let samples = [Array("THE FILM".utf8), Array("THE SOUND".utf8), secret]
        let tables = { (number: Int) in
            let place = start.endIndex + 8 + samples[..<number].reduce(0) { $0 + $1.endIndex }
            let sizes = box("stsz", big([0, UInt32(samples[number].endIndex), 1]))
            let runs = box("stsc", big([0, 1, 1, 1, 1]))
            return box("minf", box("stbl", runs + sizes + box("stco", big([0, 1, UInt32(place)]))))
        }
        let others = [("soun", UInt32(2)), ("meta", 3)].flatMap { kind, number in
            let head = box("tkhd", big([7, 9, 9, number, 0, 600, 0, 0, 0, 0] + matrix + [0, 0]))
            return box(
                "trak", head + box("mdia", box("hdlr", big([0, 0]) + Array(kind.utf8)) + tables(Int(number) - 1)))
        }
        let media = box("mdhd", big([0, 9, 9, 600, 600, 0])) + box("hdlr", handler) + tables(0)
        let movie =
            box("mvhd", big([0, 9, 9, 600, 600])) + box("trak", box("tkhd", track) + box("mdia", media)) + others
            + box("udta", box("©xyz", [0, 25, 0x15, 0xC7] + secret))
        return start + box("mdat", samples.flatMap { $0 }) + box("moov", movie)
            + box("uuid", latitude)
    }
}
