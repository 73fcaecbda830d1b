/// Sizes as configuration writes them: `40MB` (decimal), `8MiB` (binary), `512B`.
enum SizeText {
    private static let units: [(name: String, bytes: Int64)] = [
        ("B", 1), ("kB", 1000), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]

    /// Reads a size in bytes; nil when the text is none. `0` needs no unit.
    static func parse(_ text: String) -> Int64? {
        if text == "0" { return 0 }
        var rest = Substring(text)
        guard let (number, unit) = UnitText.next(&rest), rest.isEmpty,
            let size = units.first(where: { $0.name == unit })?.bytes
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: size)
        return overflow ? nil : product
    }

    /// Writes a size in the largest unit it is a whole number of.
    static func format(_ bytes: Int64) -> String {
        guard bytes > 0 else { return "0B" }
        let names = ["GiB", "MiB", "KiB", "GB", "MB", "kB"]
        for name in names {
            guard let unit = units.first(where: { $0.name == name }), bytes % unit.bytes == 0 else { continue }
            return "\(bytes / unit.bytes)\(name)"
        }
        return "\(bytes)B"
    }
}
