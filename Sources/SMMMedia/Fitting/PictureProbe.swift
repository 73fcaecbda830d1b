/// What was found out of a picture that is whole: it was decoded to its end.
package struct PictureProbe: Sendable, Hashable {
    /// What it is, told by its content.
    package var kind: PictureKind
    /// Its header, with the sides as they are shown.
    package var header: PictureHeader
    /// What is in the file beside the picture.
    package var traces: PictureTraces

    /// A finding of its parts.
    package init(kind: PictureKind, header: PictureHeader, traces: PictureTraces) {
        self.kind = kind
        self.header = header
        self.traces = traces
    }

    /// The finding as it crosses: kind, colour, bands, bits, whether there is a profile; traces in two bytes; width, height
    /// and frames in four each.
    package var wire: [UInt8] {
        [
            kind.rawValue, header.colour.rawValue, UInt8(clamping: header.bands), UInt8(clamping: header.bits),
            header.hasProfile ? 1 : 0, UInt8(traces.rawValue >> 8), UInt8(traces.rawValue & 0xFF),
        ] + [header.width, header.height, header.frames].flatMap { WireNumber.bytes(UInt32(clamping: $0)) }
    }

    /// Reads a finding; nil when it is none, or one that no picture can give.
    package init?(wire: some Collection<UInt8>) {
        let bytes = Array(wire)
        guard bytes.count == 19, let kind = PictureKind(rawValue: bytes[0]),
            let colour = PictureColour(rawValue: bytes[1]), (1...64).contains(bytes[2]), (1...64).contains(bytes[3]),
            bytes[4] <= 1
        else { return nil }
        let numbers = [7, 11, 15].map { WireFrame.count(bytes[$0..<$0 + 4]) }
        guard numbers.allSatisfy({ (1...Int(Int32.max)).contains($0) }) else { return nil }
        let traces = PictureTraces(rawValue: UInt16(bytes[5]) << 8 | UInt16(bytes[6]))
        guard traces.subtracting(.all).isEmpty else { return nil }
        self.init(
            kind: kind,
            header: PictureHeader(
                width: numbers[0], height: numbers[1], frames: numbers[2], bands: Int(bytes[2]), bits: Int(bytes[3]),
                colour: colour, hasProfile: bytes[4] == 1),
            traces: traces)
    }
}
