/// Which way a language is written.
package enum Direction {
    private static let rightToLeft: Set<String> = [
        "ar", "arc", "ckb", "dv", "fa", "he", "iw", "khw", "ks", "ps", "sd", "ug", "ur", "yi",
    ]

    /// `rtl` or `ltr`; a script subtag such as `-Latn` or `-Arab` decides before the language does.
    package static func of(_ language: String) -> String {
        let parts = language.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
        if let script = parts.dropFirst().first(where: { $0.count == 4 }) {
            return ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"].contains(String(script)) ? "rtl" : "ltr"
        }
        return rightToLeft.contains(String(parts.first ?? "")) ? "rtl" : "ltr"
    }
}
