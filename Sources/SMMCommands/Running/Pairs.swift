/// `name=value` as typed.
enum Pairs {
    /// Reads them; throws a usage failure for one without a name or an equals sign, and for a name given twice.
    static func read(_ texts: [String], option: String) throws(CommandFailure) -> [String: String] {
        var result: [String: String] = [:]
        for text in texts {
            let (name, value) = try split(text, option: option)
            guard result.updateValue(value, forKey: name) == nil else {
                throw CommandFailure.usage("option-repeated", "\(name) is given twice.", given: text)
            }
        }
        return result
    }

    /// Reads one.
    static func split(_ text: String, option: String) throws(CommandFailure) -> (name: String, value: String) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw CommandFailure.usage(
                "option-invalid", "\(option) takes a name, an equals sign and a value.", given: text,
                allowed: "name=value")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}
