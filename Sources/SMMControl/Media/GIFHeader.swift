import SMMMedia
import SMMModel

/// A GIF's screen and, where that has no size, the first picture on it: those who show it make the screen as large.
enum GIFHeader {
    /// Comments and application data may stand before the first picture, in pieces of at most 255 bytes each.
    private static let maximumPieces = 4096

    /// Pixels across and down; nil when neither the screen nor a picture on it gives them.
    static func size(_ head: ByteFields, in source: some MediaBytes) -> (width: Int, height: Int)? {
        guard let width = head.little16(6), let height = head.little16(8) else { return nil }
        if width > 0, height > 0 { return (width, height) }
        guard let flags = head.byte(10),
            let picture = firstPicture(behind: Int64(13 + GIFColours.size(flags)), in: source)
        else { return nil }
        return MediaHeader.size(max(width, picture.width), max(height, picture.height))
    }

    /// How far the first picture reaches on the screen.
    private static func firstPicture(
        behind start: Int64, in source: some MediaBytes
    ) -> (width: Int, height: Int)? {
        var offset = start
        var isInBlock = false
        for _ in 0..<maximumPieces {
            let fields = ByteFields(source.bytes(at: offset, 9))
            guard let first = fields.byte(0) else { return nil }
            if isInBlock {
                // A piece of no bytes ends the block.
                isInBlock = first > 0
                offset += 1 + Int64(first)
            } else if first == 0x21 {
                isInBlock = true
                offset += 2
            } else {
                guard first == 0x2C, let left = fields.little16(1), let top = fields.little16(3),
                    let width = fields.little16(5), let height = fields.little16(7), width > 0, height > 0
                else { return nil }
                return (left + width, top + height)
            }
        }
        return nil
    }
}
