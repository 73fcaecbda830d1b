/// What a video tells beside what it shows, and what is therefore taken out when it comes in.
package struct MediaTraces: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    /// The traces of these bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Where it was taken.
    package static let position = MediaTraces(rawValue: 1 << 0)
    /// What the maker of the camera writes for itself, its name and model among it.
    package static let makerNote = MediaTraces(rawValue: 1 << 1)
    /// A small picture of its own, or another file within.
    package static let thumbnail = MediaTraces(rawValue: 1 << 2)
    /// XMP: what programs write, positions and names among it.
    package static let xmp = MediaTraces(rawValue: 1 << 3)
    /// When it was made.
    package static let time = MediaTraces(rawValue: 1 << 4)
    /// What was measured while it was taken: positions, movements, faces; a time code, too.
    package static let measurements = MediaTraces(rawValue: 1 << 5)
    /// Subtitles and chapters: cameras write their place there.
    package static let subtitles = MediaTraces(rawValue: 1 << 6)
    /// The program that wrote it.
    package static let software = MediaTraces(rawValue: 1 << 7)
    /// Titles, comments, names.
    package static let text = MediaTraces(rawValue: 1 << 8)
    /// Bytes behind the film's end.
    package static let trailing = MediaTraces(rawValue: 1 << 9)
    /// A part of another kind, which no film needs.
    package static let other = MediaTraces(rawValue: 1 << 10)

    /// Every one, with the word for it; those of pictures have the same.
    package static let words: [(trace: MediaTraces, word: String)] = [
        (.position, "position"), (.makerNote, "maker-note"), (.thumbnail, "thumbnail"), (.xmp, "XMP"),
        (.time, "time"), (.measurements, "measurements"), (.subtitles, "subtitles"), (.software, "software"),
        (.text, "text"), (.trailing, "trailing-bytes"), (.other, "other"),
    ]

    /// The words of those there are, the weightiest first.
    package var names: [String] { Self.words.filter { contains($0.trace) }.map(\.word) }
}
