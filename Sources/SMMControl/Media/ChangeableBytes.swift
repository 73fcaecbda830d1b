/// Bytes that can also be overwritten where they lie.
package protocol ChangeableBytes: MediaBytes {
    /// Writes all of `bytes` over what stands at `offset`.
    ///
    /// - Throws: `FileFault`; some of them may stand there by then.
    func write(_ bytes: [UInt8], at offset: Int64) throws(FileFault)
}
