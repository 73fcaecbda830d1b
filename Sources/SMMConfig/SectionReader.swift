import SMMModel
import SMMTime

/// Reads the keys of one section into a settings struct, by schema: each read names the form its value must have.
///
/// The value passed in is the default and stays when the key is absent or wrong; wrong ones are reported to the log.
final class SectionReader {
    private let path: [String]
    private let node: ConfigurationNode?
    private let log: ReadingLog
    private var known: [String] = []

    init(_ node: ConfigurationNode?, path: [String] = [], log: ReadingLog) {
        self.path = path
        self.log = log
        guard let node, !node.isEmpty else {
            self.node = nil
            return
        }
        guard node.entries != nil else {
            self.node = nil
            let name = path.last.map { "The section \($0)" } ?? "The file"
            log.report(
                ConfigurationError(
                    .wrongForm, node.position, key: path.joined(separator: "."),
                    "\(name) holds keys and values, not a single value or a list.", allowed: "lines of 'key: value'"))
            return
        }
        self.node = node
    }

    /// Reads a section below this one, and then reports the keys in it that nobody asked for.
    func section(_ key: String, _ body: (SectionReader) -> Void) {
        known.append(key)
        let reader = SectionReader(node?[key], path: path + [key], log: log)
        body(reader)
        reader.finish()
    }

    /// Reports the keys that nobody asked for, with the nearest known one.
    func finish(elsewhere: [String] = []) {
        for entry in node?.entries ?? [] where !known.contains(entry.key) {
            let near = NearestName.find(entry.key, in: known)
            let home = elsewhere.first { $0.split(separator: ".").last.map(String.init) == entry.key }
            let place = path.isEmpty ? "here" : "in \(path.joined(separator: "."))"
            log.report(
                ConfigurationError(
                    .unknownKey, entry.position, key: full(entry.key), "There is no such key \(place).",
                    allowed: near == nil && home == nil ? known.joined(separator: ", ") : nil,
                    suggestion: near ?? home))
        }
    }

    // MARK: Forms

    func duration(_ key: String, _ value: inout Milliseconds, _ range: ClosedRange<Milliseconds>) {
        let allowed = "\(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound))"
        guard let node = scalar(key, "duration", DurationText.format(value)) else { return }
        guard let read = DurationText.parse(node.text) else {
            let unit = Int64(node.text) == nil ? "is no span of time" : "lacks a unit"
            return wrong(key, node, unit, "a whole number with ms, s, m, h or d, such as 90s or 1h30m; \(allowed)")
        }
        guard range.contains(read) else { return outside(key, node, allowed) }
        value = read
    }

    func number(_ key: String, _ value: inout Int, _ range: ClosedRange<Int>) {
        let allowed = "\(range.lowerBound) to \(range.upperBound)"
        guard let node = scalar(key, "number", String(value)) else { return }
        guard let read = Self.wholeNumber(node.text) else {
            return wrong(key, node, "is no whole number", "a whole number, \(allowed)")
        }
        guard range.contains(read) else { return outside(key, node, allowed) }
        value = read
    }

    func number(_ key: String, _ value: inout Int?, _ range: ClosedRange<Int>) {
        optional(key, &value, standing: range.lowerBound) { number(key, &$0, range) }
    }

    func percentage(_ key: String, _ value: inout Int, _ range: ClosedRange<Int>) {
        let allowed = "\(range.lowerBound)% to \(range.upperBound)%"
        guard let node = scalar(key, "percentage", "\(value)%") else { return }
        guard node.text.hasSuffix("%"), let read = Self.wholeNumber(String(node.text.dropLast())) else {
            return wrong(key, node, "is no percentage", "a whole number with %, \(allowed)")
        }
        guard range.contains(read) else { return outside(key, node, allowed) }
        value = read
    }

    func size(_ key: String, _ value: inout Int64, _ range: ClosedRange<Int64>) {
        let allowed = "\(SizeText.format(range.lowerBound)) to \(SizeText.format(range.upperBound))"
        guard let node = scalar(key, "size", SizeText.format(value)) else { return }
        guard let read = SizeText.parse(node.text) else {
            let unit = Int64(node.text) == nil ? "is no size" : "lacks a unit"
            return wrong(key, node, unit, "a whole number with B, kB, MB, GB, KiB, MiB or GiB; \(allowed)")
        }
        guard range.contains(read) else { return outside(key, node, allowed) }
        value = read
    }

    func size(_ key: String, _ value: inout Int64?, _ range: ClosedRange<Int64>) {
        optional(key, &value, standing: range.lowerBound) { size(key, &$0, range) }
    }

    func duration(_ key: String, _ value: inout Milliseconds?, _ range: ClosedRange<Milliseconds>) {
        optional(key, &value, standing: range.lowerBound) { duration(key, &$0, range) }
    }

    func flag(_ key: String, _ value: inout Bool?) {
        optional(key, &value, standing: false) { flag(key, &$0) }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ value: inout Choice?)
    where Choice.RawValue == String {
        guard let first = Choice.allCases.first else { return }
        optional(key, &value, standing: first) { choice(key, &$0) }
    }

    /// Reads a section whose keys are names of the file's own, each with a section below it.
    func sections(_ key: String, placeholder: String, _ body: (String, SectionReader) -> Void) {
        known.append(key)
        guard let node = node?[key], !node.isEmpty else {
            // Nothing to read: the names of the keys are still to be known.
            body(placeholder, SectionReader(nil, path: path + [key, placeholder], log: log))
            return
        }
        guard let entries = node.entries else {
            log.report(
                ConfigurationError(
                    .wrongForm, node.position, key: full(key), "The section holds names with keys below them.",
                    allowed: "lines of '\(placeholder):'"))
            return
        }
        for entry in entries {
            let reader = SectionReader(entry.value, path: path + [key, entry.key], log: log)
            body(entry.key, reader)
            reader.finish()
        }
    }

    func flag(_ key: String, _ value: inout Bool) {
        guard let node = scalar(key, "yes or no", value ? "yes" : "no") else { return }
        switch node.text.lowercased() {
        case "yes", "true", "on": value = true
        case "no", "false", "off": value = false
        default: wrong(key, node, "is neither yes nor no", "yes, no")
        }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ value: inout Choice)
    where Choice.RawValue == String {
        let words = Choice.allCases.map(\.rawValue)
        guard let node = scalar(key, words.joined(separator: ", "), value.rawValue) else { return }
        guard let read = Choice(rawValue: node.text) else {
            log.report(
                ConfigurationError(
                    .outOfRange, node.position, key: full(key), "'\(Self.short(node.text))' is not one of the words.",
                    allowed: words.joined(separator: ", "), suggestion: NearestName.find(node.text, in: words)))
            return
        }
        value = read
    }

    func text(_ key: String, form: String = "text", _ value: inout String, _ check: TextCheck) {
        guard let node = scalar(key, form, value, allowed: check.allowed) else { return }
        if let problem = check.problem(node.text) { return wrong(key, node, problem, check.allowed) }
        value = node.text
    }

    func text(_ key: String, form: String = "text", _ value: inout String?, _ check: TextCheck) {
        guard let node = scalar(key, form, value ?? "", allowed: check.allowed) else { return }
        if let problem = check.problem(node.text) {
            return wrong(key, node, problem, check.allowed, check.suggestion(node.text))
        }
        value = node.text
    }

    func list(_ key: String, _ value: inout [String], atMost limit: Int, _ check: TextCheck) {
        known.append(key)
        log.know(KeyDescription(key: full(key), form: "list", standard: value.joined(separator: ", ")))
        guard let node = node?[key] else { return }
        // One element may stand without the brackets.
        let elements = node.elements ?? [node]
        guard elements.count <= limit else {
            return outside(key, ("\(elements.count) elements", node.position), "at most \(limit) elements")
        }
        var read: [String] = []
        for element in elements {
            guard let text = element.text else {
                return wrong(key, ("", element.position), "holds something other than single values", check.allowed)
            }
            if let problem = check.problem(text) { wrong(key, (text, element.position), problem, check.allowed) }
            read.append(text)
        }
        value = read
    }

    /// Whether a key stands in the section, right or wrong.
    func has(_ key: String) -> Bool { node?[key] != nil }

    /// Reports values that do not go together, at the key that is the likelier mistake.
    func conflict(_ key: String, _ message: String, allowed: String) {
        guard let position = position(of: key) ?? node?.position else { return }
        log.report(ConfigurationError(.conflict, position, key: full(key), message, allowed: allowed))
    }

    // MARK: Helpers

    /// A value without a default: nil unless it stands there and is right.
    private func optional<Value>(
        _ key: String, _ value: inout Value?, standing: Value, _ read: (inout Value) -> Void
    ) {
        let before = log.errors.count
        var found = standing
        read(&found)
        log.forgetStandard()
        if has(key), log.errors.count == before { value = found }
    }

    private func scalar(
        _ key: String, _ form: String, _ standard: String, allowed: String? = nil
    ) -> (text: String, position: SourcePosition)? {
        known.append(key)
        log.know(KeyDescription(key: full(key), form: form, standard: standard))
        guard let node = node?[key] else { return nil }
        guard let text = node.text else {
            let what = node.isEmpty ? "The key has no value." : "The key takes a single value, not a list or a section."
            log.report(ConfigurationError(.wrongForm, node.position, key: full(key), what, allowed: allowed ?? form))
            return nil
        }
        return (text, node.position)
    }

    private func position(of key: String) -> SourcePosition? {
        node?.entries?.first { $0.key == key }?.position
    }

    private func full(_ key: String) -> String { (path + [key]).joined(separator: ".") }

    private func wrong(
        _ key: String, _ node: (text: String, position: SourcePosition), _ why: String, _ allowed: String,
        _ suggestion: String? = nil
    ) {
        let subject = node.text.isEmpty ? "The value" : "'\(Self.short(node.text))'"
        log.report(
            ConfigurationError(
                .wrongForm, node.position, key: full(key), "\(subject) \(why).", allowed: allowed,
                suggestion: suggestion))
    }

    private func outside(_ key: String, _ node: (text: String, position: SourcePosition), _ allowed: String) {
        log.report(
            ConfigurationError(
                .outOfRange, node.position, key: full(key), "'\(Self.short(node.text))' is out of range.",
                allowed: allowed))
    }

    private static func wholeNumber(_ text: String) -> Int? {
        guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static func short(_ text: String) -> String {
        let plain = text.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(plain))
    }
}
