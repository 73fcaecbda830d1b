/// Numbers of bytes, for people.
package enum ByteText {
    /// A number of bytes: `512 B`, `3.4 MB` (powers of 1000).
    package static func of(_ count: Int64) -> String {
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
}
