/// Numbers with their units, for people.
enum Amount {
    /// A number of bytes: `512 B`, `3.4 MB` (powers of 1000).
    static func bytes(_ count: Int64) -> String {
        guard count >= 1000 else { return "\(count) B" }
        var value = Double(count)
        var unit = "B"
        for next in ["kB", "MB", "GB", "TB"] where value >= 999.5 || unit == "B" {
            value /= 1000
            unit = next
        }
        let tenths = Int64((value * 10).rounded())
        return tenths >= 1000 || tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    /// `1 post`, `3 posts`.
    static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(count == 1 ? one : many ?? one + "s")"
    }

    /// A span of time in its two largest units: `2 h 5 min`, `14 s`.
    static func span(milliseconds: Int64) -> String {
        let seconds = milliseconds.magnitude / 1000
        let parts: [(UInt64, String)] = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        return parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            .joined(separator: " ")
    }
}
