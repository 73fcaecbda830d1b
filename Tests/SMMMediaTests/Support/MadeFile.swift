import SMMLab
import SMMMedia

/// A file of the corpus, and what is to become of it.
struct MadeFile: Sendable {
    let name: String
    let bytes: [UInt8]
    /// The code of its refusal; nil where it is taken.
    var refusal: String?
    /// What must not be in it afterwards; it must be in it before.
    var planted: [[UInt8]] = []
    /// Pixels across and down as shown, where that matters.
    var size: (width: Int, height: Int)?
    /// Whether it goes out byte for byte.
    var staysAsItIs = false

    static let words = "GPS 52.5200 N 13.4050 E SERIAL-4711"
    static let secret = Array(words.utf8)
    private static let exifMark = Array("Exif".utf8)
    private static let xmp = Array(
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>\(words)</x:xmpmeta>".utf8)

    /// Every file.
    ///
    /// - Parameter web: a WebP of 48 by 32 points that is clean and has one chunk.
    static func corpus(web: [UInt8]) -> [MadeFile] {
        jpegs() + pngs() + webps(web) + gifs() + damaged(web) + others()
    }

    private static func jpegs() -> [MadeFile] {
        let plain = FlatPictures.jpeg(width: 48, height: 32)
        var files = (1...8).map { turn in
            let isOnItsSide = turn >= 5
            return MadeFile(
                name: "JPEG, orientation \(turn), a position",
                bytes: Pictures.withExif(plain, orientation: UInt8(turn), words: words, hasPosition: true),
                planted: [secret, Pictures.latitude, exifMark], size: isOnItsSide ? (32, 48) : (48, 32))
        }
        for components in [1, 3, 4] {
            let flat = FlatPictures.jpeg(width: 48, height: 32, components: components)
            files.append(
                MadeFile(name: "JPEG, \(components) components", bytes: flat, staysAsItIs: components != 4))
            files.append(
                MadeFile(
                    name: "JPEG, \(components) components, on its side",
                    bytes: Pictures.withExif(flat, orientation: 6, words: words), planted: [secret, exifMark],
                    size: (32, 48)))
        }
        let segments: [(String, UInt8, [UInt8])] = [
            ("XMP", 0xE1, xmp), ("IPTC", 0xED, Array("Photoshop 3.0\0".utf8) + secret), ("a comment", 0xFE, secret),
            ("a second picture's index", 0xE2, Array("MPF\0".utf8) + secret),
            ("a JFIF thumbnail's extension", 0xE0, Array("JFXX\0".utf8) + secret), ("a maker's segment", 0xEB, secret),
            ("a JFIF thumbnail", 0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 3, 3] + secret),
        ]
        files += segments.map { name, marker, content in
            MadeFile(name: "JPEG, \(name)", bytes: Pictures.segment(marker, content, in: plain), planted: [secret])
        }
        files.append(MadeFile(name: "JPEG, a film behind it", bytes: plain + secret, planted: [secret]))
        files.append(
            MadeFile(
                name: "JPEG, a second JPEG behind it",
                bytes: plain + Pictures.withExif(plain, orientation: 1, words: words), planted: [secret]))
        files.append(
            MadeFile(
                name: "JPEG, strays before a marker", bytes: Array(plain[..<71]) + secret + Array(plain[71...]),
                planted: [secret]))
        return files
    }

    private static func pngs() -> [MadeFile] {
        var files: [MadeFile] = []
        for form in FlatPictures.PNGForm.allCases {
            for bits in form == .palette ? [8] : [8, 16] {
                let plain = FlatPictures.png(width: 24, height: 16, form, bits: bits)
                files.append(MadeFile(name: "PNG, \(form), \(bits) bits", bytes: plain, staysAsItIs: true))
                files.append(
                    MadeFile(
                        name: "PNG, \(form), \(bits) bits, on its side",
                        bytes: Pictures.png(
                            plain, with: "eXIf", Pictures.tiff(orientation: 6, words: words, hasPosition: true)),
                        planted: [secret, Pictures.latitude], size: (16, 24)))
            }
        }
        let plain = FlatPictures.png(width: 24, height: 16, .rgb)
        for (name, content) in [
            ("tEXt", Array("Location\0".utf8) + secret), ("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + secret),
            ("zTXt", Array("Comment\0\0".utf8) + secret), ("prVt", secret), ("tIME", [7, 0xEA, 1, 1, 1, 1, 1]),
        ] {
            files.append(
                MadeFile(
                    name: "PNG, \(name)", bytes: Pictures.png(plain, with: name, content),
                    planted: [Array(name.utf8), name == "tIME" ? [] : secret]))
        }
        files.append(MadeFile(name: "PNG, a film behind it", bytes: plain + secret, planted: [secret]))
        return files
    }

    private static func webps(_ web: [UInt8]) -> [MadeFile] {
        let picture = FlatPictures.picture(ofWebP: web)
        let (width, height) = (48, 32)
        func extended(_ flags: UInt8) -> (String, [UInt8]) {
            FlatPictures.extended(width: width, height: height, flags: flags)
        }
        let frame = FlatPictures.frame(picture, width: width, height: height)
        let movement = ("ANIM", [UInt8](repeating: 0, count: 6))
        let exif = Pictures.tiff(orientation: 1, words: words, hasPosition: true)
        let side = Pictures.tiff(orientation: 6, words: words, hasPosition: true)
        return [
            MadeFile(name: "WebP", bytes: web, staysAsItIs: true),
            MadeFile(
                name: "WebP, EXIF", bytes: FlatPictures.webp([extended(0x08), picture, ("EXIF", exif)]),
                planted: [secret, Pictures.latitude]),
            MadeFile(
                name: "WebP, on its side", bytes: FlatPictures.webp([extended(0x08), picture, ("EXIF", side)]),
                planted: [secret, Pictures.latitude], size: (height, width)),
            MadeFile(
                name: "WebP, XMP", bytes: FlatPictures.webp([extended(0x04), picture, ("XMP ", xmp)]), planted: [secret]
            ),
            MadeFile(
                name: "WebP, a chunk of its own", bytes: FlatPictures.webp([extended(0), picture, ("ABCD", secret)]),
                planted: [secret]),
            MadeFile(name: "WebP, a film behind it", bytes: web + secret, planted: [secret]),
            MadeFile(
                name: "WebP that moves", bytes: FlatPictures.webp([extended(0x02), movement, frame, frame]),
                staysAsItIs: true),
            MadeFile(
                name: "WebP that moves, EXIF and XMP",
                bytes: FlatPictures.webp([extended(0x0E), movement, frame, frame, ("EXIF", side), ("XMP ", xmp)]),
                planted: [secret, Pictures.latitude], size: (width, height)),
        ]
    }

    private static func gifs() -> [MadeFile] {
        let film = Pictures.animatedGIF
        func with(_ label: UInt8, _ pieces: [UInt8]) -> [UInt8] {
            Array(film[..<19]) + [0x21, label] + pieces + [0] + Array(film[19...])
        }
        let piece = [UInt8(secret.count)] + secret
        return [
            MadeFile(name: "GIF", bytes: PictureKind.dot, staysAsItIs: true),
            MadeFile(name: "GIF that moves", bytes: film, staysAsItIs: true),
            MadeFile(name: "GIF, a comment", bytes: with(0xFE, piece), planted: [secret]),
            MadeFile(
                name: "GIF, XMP", bytes: with(0xFF, [11] + Array("XMP DataXMP".utf8) + piece), planted: [secret]),
            MadeFile(
                name: "GIF that moves for ever", bytes: with(0xFF, [11] + Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0]),
                staysAsItIs: true),
            MadeFile(name: "GIF, a film behind it", bytes: film + secret, planted: [secret]),
        ]
    }

    private static func damaged(_ web: [UInt8]) -> [MadeFile] {
        let wholes = [
            ("JPEG", FlatPictures.jpeg(width: 480, height: 320)),
            ("PNG", FlatPictures.png(width: 240, height: 160, .rgb)),
            ("WebP", web), ("GIF", Pictures.animatedGIF),
        ]
        return wholes.flatMap { name, bytes in
            [bytes.count / 3, bytes.count / 2, bytes.count - 1].map { count in
                MadeFile(
                    name: "\(name), cut after \(count) of \(bytes.count)", bytes: Array(bytes.prefix(count)),
                    refusal: "picture-unreadable")
            }
        }
    }

    private static func others() -> [MadeFile] {
        let jpegBomb = FlatPictures.jpeg(width: 8, height: 8)
        var large = jpegBomb
        // Height and width of the frame, which stands behind the table of 69 bytes.
        large.replaceSubrange(76..<80, with: [0xC3, 0x50, 0xC3, 0x50])
        return [
            MadeFile(
                name: "PNG that says 50000 by 50000", bytes: LabPicture.bomb(width: 50_000, height: 50_000),
                refusal: "picture-too-large"),
            MadeFile(name: "JPEG that says 50000 by 50000", bytes: large, refusal: "picture-too-large"),
            MadeFile(
                name: "PNG that says more than it has", bytes: LabPicture.bomb(width: 9_000, height: 9_000),
                refusal: "picture-unreadable"),
            MadeFile(
                name: "PNG that says it has 4294967295 frames",
                bytes: Pictures.png(
                    FlatPictures.png(width: 24, height: 16, .rgb), with: "acTL", [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]),
                refusal: "picture-unreadable"),
            MadeFile(name: "words", bytes: Array("just words".utf8), refusal: "picture-type"),
            MadeFile(
                name: "SVG", bytes: Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), refusal: "picture-type"),
            MadeFile(name: "PDF", bytes: Array("%PDF-1.7\n".utf8), refusal: "picture-type"),
            MadeFile(name: "TIFF", bytes: Pictures.tiff(orientation: 1, words: words), refusal: "picture-type"),
            MadeFile(name: "BMP", bytes: Array("BM".utf8) + [UInt8](repeating: 0, count: 64), refusal: "picture-type"),
            MadeFile(name: "nothing", bytes: [], refusal: "picture-type"),
            MadeFile(name: "one byte", bytes: [0xFF], refusal: "picture-type"),
            MadeFile(
                name: "HEIC", bytes: [0, 0, 0, 24] + Array("ftypheic".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8),
                refusal: "picture-type"),
        ]
    }
}
