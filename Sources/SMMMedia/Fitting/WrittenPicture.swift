/// A file that was written: its size, and its bytes where somebody wants them.
struct WrittenPicture {
    let byteCount: Int
    let bytes: [UInt8]?

    init(_ bytes: [UInt8], keepsBytes: Bool) {
        byteCount = bytes.count
        self.bytes = keepsBytes ? bytes : nil
    }
}
