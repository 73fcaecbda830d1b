/// What a picture that was made to fit is, without the picture.
package struct PictureMeasure: Sendable, Hashable {
    /// Its MIME type.
    package var type: String
    /// How many bytes it has.
    package var byteCount: Int64
    /// Pixels across.
    package var width: Int
    /// Pixels down.
    package var height: Int

    /// A measure of its parts.
    package init(type: String, byteCount: Int64, width: Int, height: Int) {
        self.type = type
        self.byteCount = byteCount
        self.width = width
        self.height = height
    }

    /// The measure of a picture that is there.
    package init(_ picture: FittedPicture) {
        self.init(
            type: picture.type, byteCount: Int64(picture.bytes.count), width: picture.width, height: picture.height)
    }
}
