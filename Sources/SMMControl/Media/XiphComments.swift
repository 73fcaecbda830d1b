import SMMModel

/// The comments in the headers of Vorbis and Theora, which WebM keeps with a track: a program's name, then `TITLE=…`,
/// `LOCATION=…` (Vorbis I specification, 5; Theora specification, 6.3). They are emptied, and stay as long as they were.
struct XiphComments {
    /// What is to be overwritten.
    private(set) var blanks: [MediaBlank] = []

    /// Headers of real films have some kilobytes.
    private static let longest: Int64 = 1 << 20

    /// What the header of the comments begins with in a coding of this name; nil in one that has none.
    static func signature(of codecID: [UInt8]) -> [UInt8]? {
        let name = codecID.prefix { $0 != 0 }
        if name.elementsEqual("A_VORBIS".utf8) { return [3] + Array("vorbis".utf8) }
        if name.elementsEqual("V_THEORA".utf8) { return [0x81] + Array("theora".utf8) }
        return nil
    }

    /// Looks into three headers behind each other: their number less one, the lengths of the first two in bytes that are
    /// added up as far as the first below 255, and the headers (Matroska's codec specifications, Xiph lacing).
    ///
    /// - Throws: `damaged` where they are not so.
    init(in headers: WebMElement, of source: some MediaBytes, _ signature: [UInt8]) throws(MediaTracesFault) {
        guard headers.end - headers.start <= Self.longest else { throw .damaged }
        let bytes = source.bytes(at: headers.start, Int(headers.end - headers.start))
        guard bytes.first == 2 else { throw .damaged }
        var (lengths, place) = ([Int](), 1)
        while lengths.endIndex < 2 {
            var length = 0
            while place < bytes.endIndex, bytes[place] == 255 {
                length += 255
                place += 1
            }
            guard place < bytes.endIndex else { throw .damaged }
            lengths.append(length + Int(bytes[place]))
            place += 1
        }
        let start = place + lengths[0]
        let end = start + lengths[1]
        let fields = ByteFields(bytes)
        guard end <= bytes.endIndex, fields.has(signature, at: start) else { throw .damaged }
        place = start + signature.endIndex
        guard let program = fields.little32(place), program <= end - place - 8 else { throw .damaged }
        add(headers.start, place + 4..<place + 4 + program, .software)
        place += 4 + program
        guard let count = fields.little32(place), count <= (end - place) / 4 else { throw .damaged }
        place += 4
        for _ in 0..<count {
            guard let length = fields.little32(place), length <= end - place - 4 else { throw .damaged }
            let comment = place + 4..<place + 4 + length
            // A name is none where nothing follows it.
            let value = bytes[comment].firstIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? comment.lowerBound
            let isPlace = bytes[comment.lowerBound..<value].map { $0 & 0xDF }.starts(with: "LOCATION".utf8)
            add(headers.start, value..<comment.upperBound, isPlace ? .position : .text)
            place = comment.upperBound
        }
    }

    private mutating func add(_ start: Int64, _ range: Range<Int>, _ traces: MediaTraces) {
        blanks.append(MediaBlank(start + Int64(range.lowerBound), start + Int64(range.upperBound), traces))
    }
}
