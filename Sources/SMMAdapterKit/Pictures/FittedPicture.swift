/// A picture that was made to fit: upright, without metadata.
package struct FittedPicture: Sendable, Hashable {
    /// The file.
    package var bytes: [UInt8]
    /// Its MIME type.
    package var type: String
    /// Pixels across.
    package var width: Int
    /// Pixels down.
    package var height: Int

    /// A picture of its parts.
    package init(bytes: [UInt8], type: String, width: Int, height: Int) {
        self.bytes = bytes
        self.type = type
        self.width = width
        self.height = height
    }
}
