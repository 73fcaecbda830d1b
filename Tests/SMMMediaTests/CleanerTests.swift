import SMMMedia
import SMMTestSupport
import Testing

@Suite("Media: what is taken out of a file")
struct CleanerTests {
    private static let jpeg = FlatPictures.jpeg(width: 16, height: 8)

    @Test("a clean file stays byte for byte, whatever its kind")
    func clean() {
        let files: [(PictureKind, [UInt8])] = [
            (.jpeg, Self.jpeg), (.png, FlatPictures.png(width: 4, height: 4, .rgb)), (.gif, PictureKind.dot),
            (.gif, Pictures.animatedGIF), (.webp, FlatPictures.webp([("VP8 ", [1, 2, 3])])),
        ]
        for (kind, bytes) in files {
            #expect(PictureCleaner.isClean(bytes, kind), "\(kind)")
            #expect(PictureCleaner.clean(bytes, kind)?.traces == [], "\(kind)")
            // Every cut is found, and leads nowhere.
            for count in 0..<bytes.count {
                #expect(PictureCleaner.clean(Array(bytes.prefix(count)), kind) == nil, "\(kind), \(count)")
            }
        }
    }

    @Test("a PNG says how many frames it has, and with a number that cannot be is damaged")
    func framesOfPNG() {
        let plain = FlatPictures.png(width: 4, height: 4, .rgb)
        func frames(_ count: [UInt8]) -> Int? {
            PictureCleaner.clean(Pictures.png(plain, with: "acTL", count + [0, 0, 0, 0]), .png)?.frames
        }
        #expect(frames([0, 0, 0, 1]) == 1)
        #expect(frames([0x7F, 0xFF, 0xFF, 0xFF]) == Int(Int32.max))
        for count: [UInt8] in [[0, 0, 0, 0], [0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF]] {
            #expect(frames(count) == nil, "\(count)")
        }
        #expect(PictureCleaner.clean(Pictures.png(plain, with: "acTL", []), .png) == nil)
    }

    @Test("what a photo tells is known by its name")
    func traces() {
        let exif = Pictures.withExif(Self.jpeg, orientation: 6, words: "Here", hasPosition: true)
        let photo = PictureCleaner.clean(exif, .jpeg)
        #expect(photo?.bytes == Self.jpeg)
        #expect(photo?.orientation == 6)
        #expect(photo?.traces == [.exif, .position, .text, .turned])
        #expect(photo?.traces.names == ["position", "EXIF", "text", "turned"])
        let segments: [(UInt8, [UInt8], PictureTraces)] = [
            (0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8), .xmp), (0xED, Array("Photoshop 3.0\0".utf8), .iptc),
            (0xE2, Array("MPF\0".utf8), .thumbnail), (0xE5, [1], .other),
        ]
        for (marker, content, trace) in segments {
            let found = PictureCleaner.clean(Pictures.segment(marker, content, in: Self.jpeg), .jpeg)
            #expect(found?.bytes == Self.jpeg && found?.traces == trace, "\(marker)")
        }
    }

    @Test("profiles, and how colours are meant, stay; a thumbnail in JFIF's own segment goes")
    func kept() {
        let profile = Array("ICC_PROFILE\0".utf8) + [1, 1, 9, 9, 9]
        let adobe = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 2]
        let with = Pictures.segment(0xE2, profile, in: Pictures.segment(0xEE, adobe, in: Self.jpeg))
        #expect(PictureCleaner.isClean(with, .jpeg))
        let jfif = Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1]
        let plain = Pictures.segment(0xE0, jfif + [0, 0], in: Self.jpeg)
        #expect(PictureCleaner.isClean(plain, .jpeg))
        let small = PictureCleaner.clean(Pictures.segment(0xE0, jfif + [1, 1, 7, 7, 7], in: Self.jpeg), .jpeg)
        #expect(small?.bytes == plain && small?.traces == .thumbnail)
    }

    @Test("EXIF data that lie about every length and place are data without an orientation, and no end of anything")
    func wildExif() {
        let tiff = Pictures.tiff(orientation: 6, words: "Here", hasPosition: true)
        var random = SeededRandom(seed: 5)
        var turned = 0
        for _ in 0..<2000 {
            var wild = tiff
            for _ in 0..<4 {
                wild[Int.random(in: 0..<wild.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            wild.removeLast(Int.random(in: 0..<wild.count, using: &random))
            let photo = Pictures.segment(0xE1, Array("Exif\0\0".utf8) + wild, in: Self.jpeg)
            let found = PictureCleaner.clean(photo, .jpeg)
            #expect(found?.bytes == Self.jpeg)
            #expect(found.map { (1...8).contains($0.orientation) } == true)
            if found?.orientation == 6 { turned += 1 }
        }
        #expect((1..<2000).contains(turned))
    }

    @Test("damaged files give a file that is clean, or none")
    func damaged() {
        let wholes: [(PictureKind, [UInt8])] = [
            (.jpeg, Pictures.withExif(Self.jpeg, orientation: 3, words: "Here", hasPosition: true)),
            (.png, Pictures.png(FlatPictures.png(width: 8, height: 8, .rgba), with: "tEXt", [1, 2, 3])),
            (.gif, Pictures.animatedGIF),
            (
                .webp,
                FlatPictures.webp([
                    FlatPictures.extended(width: 8, height: 8, flags: 0x0E),
                    FlatPictures.frame(("VP8L", [1, 2, 3]), width: 8, height: 8), ("EXIF", [1]), ("XMP ", [2]),
                ])
            ),
        ]
        var random = SeededRandom(seed: 3)
        var results = [true: 0, false: 0]
        for round in 0..<8000 {
            let (kind, whole) = wholes[round % wholes.count]
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let clean = PictureCleaner.clean(bytes, kind)
            results[clean != nil, default: 0] += 1
            if let clean { #expect(PictureCleaner.isClean(clean.bytes, kind), "\(kind), \(round)") }
        }
        #expect(results.values.allSatisfy { $0 > 500 })
    }
}
