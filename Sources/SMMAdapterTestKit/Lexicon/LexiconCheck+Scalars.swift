import SMMAtproto
import SMMText

extension LexiconCheck {
    /// Checks a text: lengths in UTF-8 bytes and graphemes, constant, enumeration, format.
    mutating func string(_ text: String, _ schema: ATValue, at path: String) {
        length(text.utf8.count, schema, at: path)
        let graphemes = schema["minGraphemes"]?.integer != nil || schema["maxGraphemes"]?.integer != nil
        if graphemes {
            bounds(
                TextMeasure.count(text, in: .graphemes), schema["minGraphemes"], schema["maxGraphemes"], "graphemes",
                at: path)
        }
        if let due = schema["const"]?.string, due != text { add(.value, path, "must be \(due)") }
        if let values = schema["enum"]?.elements, !values.contains(.string(text)) {
            add(.value, path, "must be one of the enumeration")
        }
        if let format = schema["format"]?.string, !LexiconFormat.isValid(text, format) {
            add(.format, path, "must be a \(format)")
        }
    }

    /// Checks a whole number.
    mutating func integer(_ number: Int64, _ schema: ATValue, at path: String) {
        if let due = schema["const"]?.integer, due != number { add(.value, path, "must be \(due)") }
        if let values = schema["enum"]?.elements, !values.contains(.integer(number)) {
            add(.value, path, "must be one of the enumeration")
        }
        if let least = schema["minimum"]?.integer, number < least { add(.range, path, "must be at least \(least)") }
        if let most = schema["maximum"]?.integer, number > most { add(.range, path, "must be at most \(most)") }
    }

    /// Checks a count against `minLength` and `maxLength`.
    mutating func length(_ count: Int, _ schema: ATValue, at path: String) {
        bounds(count, schema["minLength"], schema["maxLength"], "long", at: path)
    }

    private mutating func bounds(_ count: Int, _ least: ATValue?, _ most: ATValue?, _ unit: String, at path: String) {
        if let least = least?.integer, Int64(count) < least { add(.range, path, "must be at least \(least) \(unit)") }
        if let most = most?.integer, Int64(count) > most { add(.range, path, "must be at most \(most) \(unit)") }
    }
}
