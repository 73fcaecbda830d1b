/// Some bytes of a stored file, which does not change.
package struct FileStretch: Sendable, Hashable {
    /// The file's path.
    package var path: String
    /// Where the stretch begins, in bytes from the file's beginning.
    package var offset: Int64
    /// How many bytes it has.
    package var count: Int64

    /// A stretch.
    package init(path: String, offset: Int64 = 0, count: Int64) {
        self.path = path
        self.offset = offset
        self.count = count
    }
}
