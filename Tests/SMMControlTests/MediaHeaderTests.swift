import SMMControl
import SMMTestSupport
import Testing

@Suite("Media headers")
struct MediaHeaderTests {
    @Test("type and size are read from the bytes", arguments: Picture.all)
    func reads(picture: Picture) throws {
        let header = try #require(MediaHeader(of: picture.bytes))
        #expect(header.type == picture.type)
        #expect(header.width == picture.width)
        #expect(header.height == picture.height)
    }

    @Test("cut off anywhere, a header gives its type, a part of it, or nothing", arguments: Picture.all)
    func truncated(picture: Picture) {
        for length in 0..<picture.bytes.count {
            guard let header = MediaHeader(of: Array(picture.bytes.prefix(length))) else { continue }
            #expect(header.type == picture.type)
            #expect(header.width == nil || header.width == picture.width)
            #expect(header.height == nil || header.height == picture.height)
        }
    }

    @Test("with any one byte changed, a header is still read or refused", arguments: Picture.all)
    func flipped(picture: Picture) {
        for index in picture.bytes.indices {
            for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
                var bytes = picture.bytes
                bytes[index] = value
                expectSane(MediaHeader(of: bytes))
            }
        }
    }

    @Test("random bytes after any magic number never trap and never give a size below one")
    func random() {
        var dice = SeededRandom(seed: 7)
        for picture in Picture.all {
            for _ in 0..<3000 {
                let kept = Int(dice.next() % 32)
                let noise = (0..<Int(dice.next() % 96)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
                expectSane(MediaHeader(of: Array(picture.bytes.prefix(kept)) + noise))
            }
        }
        for _ in 0..<5000 {
            expectSane(MediaHeader(of: (0..<Int(dice.next() % 64)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }))
        }
    }

    @Test("a JPEG of nothing but fill bytes, of endless segments or of empty ones has no size")
    func hostileJPEG() {
        let start: [UInt8] = [0xFF, 0xD8, 0xFF]
        let segment: [UInt8] = [0xFF, 0xE1, 0x00, 0x02]
        let empty: [UInt8] = [0xFF, 0xE1, 0x00, 0x00]
        let inputs: [[UInt8]] = [
            start + [UInt8](repeating: 0xFF, count: 100_000),
            [0xFF, 0xD8] + [[UInt8]](repeating: segment, count: 5000).flatMap { $0 }, [0xFF, 0xD8] + empty + empty,
            [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF], [0xFF, 0xD8, 0xFF, 0xDA, 0x00, 0x08],
        ]
        for input in inputs {
            let header = MediaHeader(of: input)
            #expect(header?.type == "image/jpeg")
            #expect(header?.width == nil)
        }
    }

    @Test("stray bytes between a JPEG's segments are passed over, as by those who show it")
    func strayBytes() {
        let header = MediaHeader(
            of: [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x07, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x41, 0xFF, 0x00, 0x42] + [
                0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x03, 0x00, 0x05, 0x01, 0x01, 0x11, 0x00,
            ])
        #expect(header?.width == 5 && header?.height == 3)
    }

    @Test("up to 64 KiB of them, wherever they stand", arguments: [0xFF, 0x00, 0x41] as [UInt8])
    func manyStrayBytes(_ stray: UInt8) {
        let frame: [UInt8] = [0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x03, 0x00, 0x05, 0x01, 0x01, 0x11, 0x00]
        let segment: [UInt8] = [0xFF, 0xE0, 0x00, 0x02]
        for count in [0, 1, 1500, 4094, 4095, 4096, 4097, 8190, 65_536, 65_537] {
            let bytes = [UInt8](repeating: stray, count: count)
            let fits = count <= 65_536
            #expect((MediaHeader(of: [0xFF, 0xD8] + segment + bytes + frame)?.width == 5) == fits, "\(count)")
            let halves = Array(bytes.dropLast(count / 2)) + segment + Array(bytes.suffix(count / 2))
            #expect((MediaHeader(of: [0xFF, 0xD8] + segment + halves + frame)?.width == 5) == fits, "\(count)")
        }
    }

    @Test("a JPEG that fills its start with stray bytes costs few reads, not one for each")
    func strayReads() {
        let source = CountedBytes([0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 60_000) + [0xD9])
        _ = MediaHeader(of: source)
        #expect(source.reads < 25)
    }

    @Test("a GIF whose screen has no size has that of its first picture, from the corner")
    func gifWithoutScreen() {
        let screen = { (width: UInt8, height: UInt8, flags: UInt8) -> [UInt8] in
            Array("GIF89a".utf8) + [width, 0, height, 0, flags, 0, 0]
        }
        let comment: [UInt8] = [0x21, 0xFE, 2, 0x2C, 0x2C, 1, 0x2C, 0]
        let picture: [UInt8] = [0x2C, 2, 0, 1, 0, 0x40, 0x01, 0xF0, 0, 0]
        let colours = [UInt8](repeating: 0x2C, count: 12)
        let size = { (bytes: [UInt8]) in MediaHeader(of: bytes).map { [$0.width, $0.height] } }
        #expect(size(screen(0, 0, 0) + picture) == [322, 241])
        #expect(size(screen(0, 0, 0x81) + colours + comment + comment + picture) == [322, 241])
        #expect(size(screen(0, 7, 0) + picture) == [322, 241])
        #expect(size(screen(3, 7, 0) + picture) == [3, 7])
        let broken: [[UInt8]] = [
            Array(picture.dropLast(2)), [0x2C] + [UInt8](repeating: 0, count: 9), [0x3B], [0x21], [0x21, 0xFE, 200],
            [UInt8](repeating: 0x21, count: 9) + [0],
        ]
        for bytes in broken { #expect(size(screen(0, 0, 0) + bytes) == [nil, nil]) }
        let endless = [0x21, 0xFE] + [UInt8](repeating: 1, count: 100_000)
        #expect(size(screen(0, 0, 0) + endless) == [nil, nil])
    }

    @Test("boxes that lie about their length end the search, and boxes without end do not lead it on")
    func hostileMovie() {
        let start = Array(Picture.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0]))
        let liars: [[UInt8]] = [
            [0, 0, 0, 0] + Array("moov".utf8), [0, 0, 0, 7] + Array("moov".utf8),
            [0xFF, 0xFF, 0xFF, 0xFF] + Array("moov".utf8),
            [0, 0, 0, 1] + Array("moov".utf8) + [UInt8](repeating: 0xFF, count: 8),
            [0, 0, 0, 1] + Array("moov".utf8) + [0x7F] + [UInt8](repeating: 0xFF, count: 7),
            [[UInt8]](repeating: Picture.box("free", []), count: 100_000).flatMap { $0 },
            Picture.box("moov", [[UInt8]](repeating: Picture.box("trak", []), count: 5000).flatMap { $0 }),
            Picture.box("moov", Picture.box("trak", Picture.box("tkhd", [9] + [UInt8](repeating: 0xFF, count: 90)))),
        ]
        for liar in liars {
            let header = MediaHeader(of: start + liar)
            #expect(header?.type == "video/mp4")
            #expect(header?.width == nil)
        }
    }

    @Test("a size of zero or beyond 31 bits is none")
    func impossible() {
        #expect(MediaHeader(of: Picture.png(0, 10))?.width == nil)
        #expect(MediaHeader(of: Picture.png(10, 0))?.width == nil)
        #expect(MediaHeader(of: Picture.png(0xFFFF_FFFF, 0xFFFF_FFFF))?.width == nil)
        #expect(MediaHeader(of: Picture.png(0x7FFF_FFFF, 1))?.width == 0x7FFF_FFFF)
    }

    @Test("a photo that is to be turned on its side has the size it is shown in", arguments: [true, false])
    func orientation(isLittle: Bool) {
        for orientation in UInt16(0)...9 {
            let header = MediaHeader(of: Picture.photo(640, 480, orientation: orientation, isLittle: isLittle))
            let isTurned = (5...8).contains(orientation)
            #expect(header?.width == (isTurned ? 480 : 640) && header?.height == (isTurned ? 640 : 480))
        }
    }

    @Test("EXIF data with any byte changed is read or not, and never makes a size the frame does not have")
    func hostileExif() {
        let photo = Picture.photo(640, 480, orientation: 6, isLittle: false)
        for index in 4..<60 {
            for value: UInt8 in [0x00, 0x7F, 0xFF] {
                var bytes = photo
                bytes[index] = value
                guard let width = MediaHeader(of: bytes)?.width else { continue }
                #expect(width == 640 || width == 480)
            }
        }
    }

    @Test("a picture that is cut anywhere before its end is seen to be, with a preview inside or without")
    func cut() {
        let photo = Picture.photo(640, 480, orientation: 1, isLittle: true)
        let end = photo.count - "a film behind the end".utf8.count
        for length in 4...photo.count {
            #expect(MediaEnd.isThere("image/jpeg", in: Array(photo.prefix(length))) == (length >= end), "\(length)")
        }
        let long = photo.prefix(end - 2) + [UInt8](repeating: 0x33, count: 200_000) + [0xFF, 0xD9]
        #expect(MediaEnd.isThere("image/jpeg", in: Array(long)))
        for behind in 65_530..<65_540 {
            let bytes = Array(long) + [UInt8](repeating: 0x44, count: behind)
            #expect(MediaEnd.isThere("image/jpeg", in: bytes))
        }
        #expect(!MediaEnd.isThere("image/jpeg", in: Array(long.dropLast(2))))
        let png = Picture.png(3, 4)
        for length in 8..<png.count { #expect(!MediaEnd.isThere("image/png", in: Array(png.prefix(length)))) }
        #expect(MediaEnd.isThere("image/png", in: png) && MediaEnd.isThere("image/png", in: png + [1, 2, 3]))
    }

    @Test("what is no photo or video is refused, whatever it is called")
    func others() {
        let inputs = [
            "", "%PDF-1.7", "<svg xmlns='http://www.w3.org/2000/svg'/>", "RIFF\0\0\0\0WAVE", "MZ", "\u{7F}ELF",
        ]
        for input in inputs { #expect(MediaHeader(of: Array(input.utf8)) == nil, "\(input)") }
        // Matroska that is not WebM.
        #expect(MediaHeader(of: [0x1A, 0x45, 0xDF, 0xA3, 0x42, 0x82, 0x88] + Array("matroska".utf8)) == nil)
        // An ISO file of a brand nobody knows, and one whose box is too short to name any.
        #expect(MediaHeader(of: [0, 0, 0, 16] + Array("ftypzzzz".utf8) + [0, 0, 0, 0]) == nil)
        #expect(MediaHeader(of: [0, 0, 0, 8] + Array("ftypmp42".utf8)) == nil)
    }

    private func expectSane(_ header: MediaHeader?) {
        guard let header else { return }
        #expect(MediaHeader.allowed.contains(header.type))
        #expect((header.width ?? 1) >= 1 && (header.height ?? 1) >= 1)
        #expect((header.width == nil) == (header.height == nil))
    }

    @Test("a movie says how long it is, how it is coded and whether it tells a place; what lies is not believed")
    func movie() {
        func header(_ boxes: [UInt8]) -> MediaHeader? {
            MediaHeader(of: Picture.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0]) + Picture.box("moov", boxes))
        }
        func length(_ version: UInt8, _ numbers: [UInt8]) -> [UInt8] {
            Picture.box("mvhd", [version, 0, 0, 0] + numbers)
        }
        let times = [UInt8](repeating: 0, count: 8)
        #expect(header(length(0, times + [0, 0, 2, 0x58, 0, 0, 0x1C, 0x20]))?.milliseconds == 12_000)
        let long = length(1, times + times + [0, 0, 0, 10] + [0, 0, 0, 0, 0, 0, 0, 25])
        #expect(header(long)?.milliseconds == 2500)
        // No scale, no length, a length that is not known, one that no film has, a version to come, too short.
        let wrong: [[UInt8]] = [
            length(0, times + [0, 0, 0, 0, 0, 0, 0, 9]), length(0, times + [0, 0, 0, 9, 0, 0, 0, 0]),
            length(0, times + [0, 0, 0, 9, 255, 255, 255, 255]),
            length(1, times + times + [0, 0, 0, 1] + [UInt8](repeating: 255, count: 8)),
            length(2, times + [0, 0, 2, 0x58, 0, 0, 0x1C, 0x20]), length(0, times),
        ]
        for box in wrong { #expect(header(box)?.milliseconds == nil) }
        let description = Picture.box("stsd", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 8] + Array("avc1".utf8))
        let way = ["stbl", "minf", "mdia"].reduce(description) { Picture.box($1, $0) }
        let sizes = Picture.track(640, 480).dropFirst(8)
        let coded = header(Picture.box("trak", sizes + way))
        #expect(coded?.codec == "avc1" && coded?.width == 640)
        let odd = Picture.box("stsd", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 8, 27, 91, 50, 74])
        #expect(
            header(Picture.box("trak", sizes + ["stbl", "minf", "mdia"].reduce(odd) { Picture.box($1, $0) }))?.codec
                == nil)
        // A film in pieces tells the length of them all elsewhere.
        let none = length(0, times + [0, 0, 2, 0x58, 0, 0, 0, 0])
        let pieces = { (count: [UInt8]) in Picture.box("mvex", Picture.box("mehd", count)) }
        #expect(header(none + pieces([0, 0, 0, 0, 0, 0, 0x1C, 0x20]))?.milliseconds == 12_000)
        #expect(header(none + pieces([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1C, 0x20]))?.milliseconds == 12_000)
        #expect(header(none + pieces([0, 0, 0, 0]))?.milliseconds == nil)
        #expect(header(pieces([0, 0, 0, 0, 0, 0, 0x1C, 0x20]))?.milliseconds == nil)
    }

    @Test("a film that is nothing but tracks of boxes costs one look a box, and no more than twenty thousand of them")
    func movieReads() {
        let filler = [[UInt8]](repeating: Picture.box("free", []), count: 1990).flatMap { $0 }
        let track = { (size: UInt32) -> [UInt8] in
            let media = Picture.box("mdia", filler + Picture.box("minf", filler))
            return Picture.box("trak", Picture.track(size, size).dropFirst(8) + filler + media)
        }
        // Each track's picture is larger than the one before.
        let tracks = (1...200).flatMap { track(UInt32($0)) }
        let start = Picture.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0])
        let source = CountedBytes(start + Picture.box("moov", tracks))
        let header = MediaHeader(of: source)
        #expect(header?.width == 200 && header?.codec == nil)
        #expect(source.reads < 20_400)
        let flat = CountedBytes(start + Picture.box("moov", [[UInt8]](repeating: filler, count: 100).flatMap { $0 }))
        _ = MediaHeader(of: flat)
        #expect(flat.reads < 20_100)
        // What the largest picture is coded as is looked up once, behind all tracks.
        let few = CountedBytes(start + Picture.box("moov", (1...100).flatMap { Picture.track(UInt32($0), 1) }))
        #expect(MediaHeader(of: few)?.width == 100)
        #expect(few.reads < 320)
    }
}
