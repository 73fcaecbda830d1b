import SMMTime

/// What a schema says of single texts and numbers: lengths, bounds, formats.
enum SchemaFormat {
    /// Whether a text spells a value of this type, as queries and forms have it.
    static func spells(_ text: String, type: String) -> Bool {
        switch type {
        case "string": true
        case "integer": Int64(text) != nil
        case "number": Double(text)?.isFinite == true
        case "boolean": text == "true" || text == "false"
        default: false
        }
    }

    /// What is wrong with a text.
    static func findings(
        _ text: String, _ rules: [String: FakeJSON], _ reading: SchemaCheck.Reading, at place: String
    ) -> [ContractFinding] {
        if reading == .text, rules["type"]?.string == "integer" || rules["type"]?.string == "number",
            let number = Double(text)
        {
            return findings(number, rules, at: place)
        }
        var found = count(text.unicodeScalars.count, rules, "minLength", "maxLength", "characters", at: place)
        if let format = rules["format"]?.string, !holds(format, text) {
            found.append(ContractFinding(place, .format, "is not in the form \(format)."))
        }
        return found
    }

    /// What is wrong with a number.
    static func findings(_ number: Double, _ rules: [String: FakeJSON], at place: String) -> [ContractFinding] {
        var isInside = true
        if let least = rules["minimum"]?.double {
            isInside = number > least || (number == least && rules["exclusiveMinimum"] != .bool(true))
        }
        if let most = rules["maximum"]?.double, isInside {
            isInside = number < most || (number == most && rules["exclusiveMaximum"] != .bool(true))
        }
        if let least = rules["exclusiveMinimum"]?.double, isInside { isInside = number > least }
        if let most = rules["exclusiveMaximum"]?.double, isInside { isInside = number < most }
        if rules["format"] == .string("int32"), isInside { isInside = abs(number) <= 2_147_483_648 }
        return isInside ? [] : [ContractFinding(place, .range, "is outside the bounds declared.")]
    }

    /// What is wrong with how many there are.
    static func count(
        _ count: Int, _ rules: [String: FakeJSON], _ least: String, _ most: String, _ what: String, at place: String
    ) -> [ContractFinding] {
        if let least = rules[least]?.double, Double(count) < least {
            return [ContractFinding(place, .range, "has \(count) \(what), less than declared.")]
        }
        if let most = rules[most]?.double, Double(count) > most {
            return [ContractFinding(place, .range, "has \(count) \(what), more than declared.")]
        }
        return []
    }

    /// Whether a text is in a format; true for a format nobody here knows.
    private static func holds(_ format: String, _ text: String) -> Bool {
        switch format {
        case "date-time": ISO8601.instant(text) != nil
        case "date":
            if case .date? = ISO8601.parse(text) { true } else { false }
        case "uri": isAddress(text)
        case "uuid": isUUID(text)
        default: true
        }
    }

    /// A scheme, a colon, something behind it, no blanks: `urn:ietf:…` is one.
    private static func isAddress(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), text[colon...].utf8.count > 1, let first = text.utf8.first else {
            return false
        }
        let isLetter: (UInt8) -> Bool = { (97...122).contains($0 | 0x20) }
        return isLetter(first)
            && text[..<colon].utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || [43, 45, 46].contains($0) }
            && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } }
    }
}
