/// A WebM film element by element (RFC 8794, RFC 9559), with everything that tells of its owner.
struct WebMFilm: Sendable {
    static let needed = [
        "V_VP9", "A_OPUS", "A_VORBIS", "V_THEORA", "FIRST-HEADER", "LAST-HEADER", "PICTURE-ONE", "PICTURE-TWO", "CUES",
    ]

    /// Whether the segment and its clusters say how long they are; what is written while it is taken does not.
    var isKnown = true
    /// The kind of a third track: subtitles; nil where there is none.
    var third: UInt8?

    /// The bytes of the film.
    var bytes: [UInt8] {
        let header = Self.element(
            [0x1A, 0x45, 0xDF, 0xA3], Self.element([0x42, 0x82], Array("webm".utf8)) + Self.void)
        return header + box([0x18, 0x53, 0x80, 0x67], segment)
    }

    private var segment: [UInt8] {
        let seek = { (id: [UInt8]) in
            Self.element([0x4D, 0xBB], Self.element([0x53, 0xAB], id) + Self.element([0x53, 0xAC], [9]))
        }
        let info =
            Self.checksum + Self.element([0x2A, 0xD7, 0xB1], [0x0F, 0x42, 0x40])
            + Self.element([0x44, 0x89], [0x45, 0xC3, 0x50, 0x00]) + Self.element([0x44, 0x61], Film.binary)
            + Self.element([0x7B, 0xA9], Film.secret) + Self.element([0x4D, 0x80], Film.secret)
            + Self.element([0x57, 0x41], Film.secret) + Self.element([0x73, 0xA4], Film.binary + Film.binary)
        let video = Self.element([0xE0], Self.element([0xB0], [0x02, 0x80]) + Self.element([0xBA], [0x01, 0xE0]))
        let tracks =
            Self.checksum + Self.track(1, "V_VP9", video + Self.element([0x53, 0x6E], Film.secret))
            + Self.track(2, "A_OPUS", Self.element([0x25, 0x86, 0x88], Film.secret) + Self.void)
            + Self.track(2, "A_VORBIS", Self.headers([3] + Array("vorbis".utf8)))
            + Self.track(1, "V_THEORA", Self.headers([0x81] + Array("theora".utf8)))
            + (third.map { Self.track($0, "S_TEXT", []) } ?? [])
        let block = { (text: String) in Self.element([0xA3], [0x81, 0, 0, 0x80] + Array(text.utf8)) }
        let time = Self.element([0xE7], [0])
        let long = Film.secret + [UInt8](repeating: 0x53, count: 200) + Film.binary
        let heads = seek([0x15, 0x49, 0xA9, 0x66]) + seek([0x12, 0x54, 0xC3, 0x67])
        let start =
            Self.element([0x11, 0x4D, 0x9B, 0x74], heads) + Self.void + Self.element([0x15, 0x49, 0xA9, 0x66], info)
        let clusters =
            box([0x1F, 0x43, 0xB6, 0x75], time + block("PICTURE-ONE") + (isKnown ? [] : Self.void))
            + box([0x1F, 0x43, 0xB6, 0x75], time + block("PICTURE-TWO"))
        let end =
            Self.element([0x1C, 0x53, 0xBB, 0x6B], Array("CUES".utf8))
            + Self.element([0x12, 0x54, 0xC3, 0x67], long) + Self.element([0x19, 0x41, 0xA4, 0x69], long)
            + Self.element([0x10, 0x43, 0xA7, 0x70], Film.secret) + Self.element([0xBF], [1, 2, 3, 4])
        return start + Self.element([0x16, 0x54, 0xAE, 0x6B], tracks) + clusters + end
    }

    /// Nothing may be left of what once stood in an empty element. Into clusters of known length nobody looks.
    private static let void = element([0xEC], Film.secret)
    private static let checksum = element([0xBF], [1, 2, 3, 4])

    /// Three headers: their number less one, the lengths of the first two, and each.
    static func headers(_ signature: [UInt8], count: UInt8 = 4) -> [UInt8] {
        let text = { (text: [UInt8]) in [UInt8(text.count), 0, 0, 0] + text }
        let long = Film.secret + [UInt8](repeating: 0x53, count: 200)
        let comments =
            signature + text(Film.secret) + [count, 0, 0, 0]
            + text(Array("LOCATION=".utf8) + Film.secret) + text(Array("ARTIST=".utf8) + Film.binary) + text([])
            + text(long) + [1]
        let first = [UInt8](repeating: 1, count: 300) + Array("FIRST-HEADER".utf8)
        let lengths = [255, UInt8(first.count - 255), 255, UInt8(comments.count - 255)]
        return element([0x63, 0xA2], [2] + lengths + first + comments + Array("LAST-HEADER".utf8))
    }

    private static func track(_ kind: UInt8, _ codec: String, _ rest: [UInt8]) -> [UInt8] {
        element([0xAE], element([0xD7], [kind]) + element([0x83], [kind]) + element([0x86], Array(codec.utf8)) + rest)
    }

    /// An element that says how long it is only where the film does.
    private func box(_ id: [UInt8], _ content: [UInt8]) -> [UInt8] {
        isKnown ? Self.element(id, content) : id + [0x01] + [UInt8](repeating: 0xFF, count: 7) + content
    }

    static func element(_ id: [UInt8], _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        if count < 127 { return id + [0x80 | UInt8(count)] + content }
        return id + [0x10 | UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
            + content
    }
}
