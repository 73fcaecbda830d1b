import SMMModel

/// What EXIF data say that matters here: how the picture is to be turned, and what in them tells of people and places
/// (CIPA DC-008, TIFF 6.0). The data may lie about every length and place.
package struct ExifLook {
    /// How it is to be turned, 1 to 8; 1 where nothing says so.
    package private(set) var orientation = 1
    /// What is in them.
    private(set) var traces: PictureTraces = .exif

    /// Cameras write a few dozen; the rest of a directory that claims more is not read.
    private static let maximumEntries = 500

    private enum Tag {
        static let orientation = 0x0112
        static let exif = 0x8769
        static let position = 0x8825
        static let makerNote = 0x927C
        /// OwnerName, BodySerialNumber, LensSerialNumber; and DNG's CameraSerialNumber.
        static let serials = [0xA430, 0xA431, 0xA435, 0xC62F]
    }

    private let fields: ByteFields
    private let isLittle: Bool
    private var hasTurn = false

    /// Looks into a TIFF structure; what cannot be read counts as EXIF data without an orientation.
    package init(_ tiff: ArraySlice<UInt8>) {
        fields = ByteFields(tiff)
        isLittle = fields.has("II", at: 0)
        guard isLittle || fields.has("MM", at: 0), short(2) == 42, let directory = long(4) else { return }
        let next = read(directory, isFirst: true)
        // The second directory is a thumbnail's.
        if let next, next > 0 { traces.insert(.thumbnail) }
    }

    /// Reads a directory, and the one of EXIF behind the first; gives where the next one is said to be.
    private mutating func read(_ directory: Int, isFirst: Bool) -> Int? {
        guard let count = short(directory) else { return nil }
        for entry in 0..<min(count, Self.maximumEntries) {
            let offset = directory + 2 + entry * 12
            guard let tag = short(offset) else { return nil }
            switch tag {
            case Tag.orientation where isFirst:
                // Of several the first counts, as with those who show it.
                if !hasTurn { orientation = turn(at: offset) ?? 1 }
                hasTurn = true
            case Tag.position: traces.insert(.position)
            case Tag.makerNote: traces.insert(.makerNote)
            case Tag.exif where isFirst:
                if let inner = long(offset + 8) { _ = read(inner, isFirst: false) }
            default: if Tag.serials.contains(tag) { traces.insert(.serial) }
            }
        }
        return long(directory + 2 + count * 12)
    }

    /// One SHORT, which stands in the value's place itself.
    private func turn(at offset: Int) -> Int? {
        guard short(offset + 2) == 3, long(offset + 4) == 1, let value = short(offset + 8), (1...8).contains(value)
        else { return nil }
        return value
    }

    private func short(_ offset: Int) -> Int? { isLittle ? fields.little16(offset) : fields.big16(offset) }
    private func long(_ offset: Int) -> Int? { isLittle ? fields.little32(offset) : fields.big32(offset) }
}
