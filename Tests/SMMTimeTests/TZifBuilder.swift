/// Writes TZif bytes for tests, right or wrong on purpose.
struct TZifBuilder {
    var version: UInt8 = 0x32
    var transitions: [Int64] = []
    var indices: [UInt8] = []
    var types: [(seconds: Int32, daylight: UInt8, name: UInt8)] = [(0, 0, 0)]
    var characters: [UInt8] = Array("UTC\0".utf8)
    var leapCount: UInt32 = 0
    var footer: [UInt8] = Array("\nUTC0\n".utf8)

    func bytes() -> [UInt8] {
        let block = header + data(wide: true)
        if version == 0 { return header + data(wide: false) }
        return header + data(wide: false) + block + footer
    }

    private var header: [UInt8] {
        let counts: [UInt32] = [
            0, 0, leapCount, UInt32(transitions.count), UInt32(types.count), UInt32(characters.count),
        ]
        return Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
            + counts.flatMap { big(UInt64($0), 4) }
    }

    private func data(wide: Bool) -> [UInt8] {
        var bytes = transitions.flatMap { big(UInt64(bitPattern: $0), wide ? 8 : 4) }
        bytes += indices
        for type in types {
            bytes += big(UInt64(UInt32(bitPattern: type.seconds)), 4) + [type.daylight, type.name]
        }
        bytes += characters
        bytes += [UInt8](repeating: 0, count: Int(leapCount) * (wide ? 12 : 8))
        return bytes
    }

    private func big(_ value: UInt64, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    }
}
