/// Writes mentions as servers show them: `@ann` for `@ann@example.social`, whatever stands around it.
enum MentionText {
    /// `text` with every mention shortened and its name in small letters; all else as it is. One pass over the scalars.
    static func shortened(_ text: String) -> String {
        guard text.contains("@") else { return text }
        let scalars = Array(text.unicodeScalars)
        var output = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            let isStart = scalars[place] == "@" && (place == 0 || !isName(scalars[place - 1]))
            let name = isStart ? end(of: scalars, from: place + 1, "_-.") : place + 1
            guard isStart, name > place + 1 else {
                output.append(scalars[place])
                place += 1
                continue
            }
            output.append(
                contentsOf: String(String.UnicodeScalarView(scalars[place..<name])).lowercased().unicodeScalars)
            place = name
            guard place < scalars.count, scalars[place] == "@" else { continue }
            let domain = end(of: scalars, from: place + 1, "-.:")
            if domain > place + 1 { place = domain }
        }
        return String(output)
    }

    /// The place behind a name that begins at `start`: letters, digits and `marks`, of which none ends it.
    private static func end(of scalars: [Unicode.Scalar], from start: Int, _ marks: String) -> Int {
        var place = start
        var end = start
        while place < scalars.count, isName(scalars[place]) || marks.unicodeScalars.contains(scalars[place]) {
            place += 1
            // An underscore may end a name, as in `@ann_`.
            if isName(scalars[place - 1]) || scalars[place - 1] == "_" { end = place }
        }
        return end
    }

    private static func isName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
