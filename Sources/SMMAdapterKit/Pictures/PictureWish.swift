/// What a network takes of a picture that must be fitted.
package struct PictureWish: Sendable, Hashable {
    /// The most bytes.
    package var maximumBytes: Int64
    /// The most pixels, width times height; nil for no limit.
    package var maximumPixels: Int64?
    /// The MIME types to choose from, e.g. `image/jpeg`.
    package var types: Set<String>

    /// A wish.
    package init(maximumBytes: Int64, maximumPixels: Int64? = nil, types: Set<String>) {
        self.maximumBytes = maximumBytes
        self.maximumPixels = maximumPixels
        self.types = types
    }
}
