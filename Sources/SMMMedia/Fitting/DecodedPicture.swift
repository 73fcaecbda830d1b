/// A picture in memory.
package protocol DecodedPicture {
    /// Pixels across.
    var width: Int { get }
    /// Pixels down.
    var height: Int { get }
    /// Whether some of it can be seen through.
    var isSeeThrough: Bool { get }
    /// Puts it on white; false when that fails.
    func flatten() -> Bool
    /// Writes it without metadata; nil when that fails, for want of memory for example.
    ///
    /// - Parameter quality: 1 to 100; PNG has none.
    func encode(_ kind: PictureKind, quality: Int) -> [UInt8]?
    /// About how many bytes ``encode(_:quality:)`` would give, told by a part of the picture, and the same every time; nil
    /// where the whole is written as soon.
    func expectedBytes(_ kind: PictureKind, quality: Int) -> Int?
}
