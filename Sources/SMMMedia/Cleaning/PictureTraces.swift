/// What a file holds beside its picture, and what is therefore taken out before it is published.
package struct PictureTraces: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    /// The traces of these bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// EXIF data of any kind: camera, time, settings.
    package static let exif = PictureTraces(rawValue: 1 << 0)
    /// Where it was taken, in the EXIF data.
    package static let position = PictureTraces(rawValue: 1 << 1)
    /// What the maker of the camera writes for itself.
    package static let makerNote = PictureTraces(rawValue: 1 << 2)
    /// The number of a camera or a lens, or its owner's name.
    package static let serial = PictureTraces(rawValue: 1 << 3)
    /// A small picture of its own, which may show what was cut away.
    package static let thumbnail = PictureTraces(rawValue: 1 << 4)
    /// XMP: what programs write, positions and names among it.
    package static let xmp = PictureTraces(rawValue: 1 << 5)
    /// IPTC, as Photoshop writes it.
    package static let iptc = PictureTraces(rawValue: 1 << 6)
    /// Comments and texts.
    package static let text = PictureTraces(rawValue: 1 << 7)
    /// Bytes behind the picture's end: films, second pictures, anything.
    package static let trailing = PictureTraces(rawValue: 1 << 8)
    /// A part of another kind, which no picture needs.
    package static let other = PictureTraces(rawValue: 1 << 9)
    /// It is stored turned or mirrored, and a note in the EXIF data says how.
    package static let turned = PictureTraces(rawValue: 1 << 10)

    /// Every one, with the word for it.
    package static let words: [(trace: PictureTraces, word: String)] = [
        (.position, "position"), (.exif, "EXIF"), (.makerNote, "maker-note"), (.serial, "serial"),
        (.thumbnail, "thumbnail"), (.xmp, "XMP"), (.iptc, "IPTC"), (.text, "text"), (.trailing, "trailing-bytes"),
        (.other, "other"), (.turned, "turned"),
    ]

    /// All of them.
    package static let all = words.reduce(into: PictureTraces()) { $0.insert($1.trace) }

    /// The words of those there are, the weightiest first.
    package var names: [String] { Self.words.filter { contains($0.trace) }.map(\.word) }
}
