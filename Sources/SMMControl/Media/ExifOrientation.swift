/// How a photo is to be turned, from the first directory of its EXIF data (CIPA DC-008, TIFF 6.0): 1 to 8, and from 5 on
/// width and height change places.
enum ExifOrientation {
    private static let tag = 0x0112
    /// Cameras write a few dozen; the rest of a directory that claims more is not read.
    private static let maximumEntries = 500

    /// The orientation in a TIFF structure; nil when it says none.
    static func read(_ tiff: HeaderFields) -> Int? {
        let isLittle = tiff.has("II", at: 0)
        guard isLittle || tiff.has("MM", at: 0) else { return nil }
        let short = { (offset: Int) in isLittle ? tiff.little16(offset) : tiff.big16(offset) }
        let long = { (offset: Int) in isLittle ? tiff.little32(offset) : tiff.big32(offset) }
        guard short(2) == 42, let directory = long(4), directory <= tiff.count, let count = short(directory) else {
            return nil
        }
        for entry in 0..<min(count, maximumEntries) {
            let offset = directory + 2 + entry * 12
            guard let found = short(offset) else { return nil }
            guard found == tag else { continue }
            // One SHORT, which stands in the value's place itself.
            guard short(offset + 2) == 3, long(offset + 4) == 1, let value = short(offset + 8) else { return nil }
            return (1...8).contains(value) ? value : nil
        }
        return nil
    }
}
