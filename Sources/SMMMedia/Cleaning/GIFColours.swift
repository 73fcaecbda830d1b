/// The colour tables of a GIF, of the whole screen or of one frame (GIF89a).
package enum GIFColours {
    /// The bytes of the table that these flags tell of; 0 where there is none.
    package static func size(_ flags: Int) -> Int { flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1) }
}
