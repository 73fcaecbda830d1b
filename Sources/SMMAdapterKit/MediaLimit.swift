/// The limits on one type of medium. A nil limit is not checked.
package struct MediaLimit: Sendable, Hashable, Codable {
    /// The most bytes.
    package var maximumBytes: Int64?
    /// The most pixels, width times height.
    package var maximumPixels: Int64?
    /// How long it may be at most, in milliseconds.
    package var maximumMilliseconds: Int64?

    /// A limit.
    package init(maximumBytes: Int64? = nil, maximumPixels: Int64? = nil, maximumMilliseconds: Int64? = nil) {
        self.maximumBytes = maximumBytes
        self.maximumPixels = maximumPixels
        self.maximumMilliseconds = maximumMilliseconds
    }
}
