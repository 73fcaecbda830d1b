/// Checks a value against a schema (JSON Schema 2020-12 as OpenAPI 3.1 uses it, and what 3.0 had instead).
///
/// Not looked at: `pattern` and `patternProperties` (expressions from outside run without limit), `multipleOf`,
/// `discriminator`, and formats that ``SchemaFormat`` does not know. Cycles end: a reference that is met again at the
/// same value adds nothing, and there is a limit on all steps together.
struct SchemaCheck {
    /// How values are written.
    enum Reading {
        /// With types.
        case json
        /// As texts, which may spell numbers and truth values.
        case text
    }

    private static let maximumSteps = 200_000

    private let document: OpenAPIDocument
    private let reading: Reading
    private var steps = 0

    init(_ document: OpenAPIDocument, _ reading: Reading) {
        self.document = document
        self.reading = reading
    }

    /// What is wrong with `value`. Give `known` the references already followed at this value.
    mutating func findings(
        _ value: FakeJSON, _ schema: FakeJSON, at place: String, known: Set<String> = []
    ) -> [ContractFinding] {
        steps += 1
        guard steps < Self.maximumSteps else {
            return [ContractFinding(place, .document, "takes too many steps to check.")]
        }
        if schema == .bool(false) { return [ContractFinding(place, .undeclared, "may not be there.")] }
        guard let rules = schema.members else { return [] }
        var found: [ContractFinding] = []
        if let reference = rules["$ref"]?.string, !known.contains(reference) {
            guard let target = document.resolve(reference) else {
                return [ContractFinding(place, .document, "refers to \(reference), which is not there.")]
            }
            found += findings(value, target, at: place, known: known.union([reference]))
        }
        if value == .null && rules["nullable"] == .bool(true) { return found }
        if let types = Self.types(rules), !types.contains(where: { fits(value, type: $0) }) {
            let wanted = types.joined(separator: " or ")
            return found + [ContractFinding(place, .type, "must be \(wanted), not \(value.typeName).")]
        }
        found += constants(value, rules, place)
        found += alternatives(value, rules, place, known)
        switch value {
        case .string(let text): found += SchemaFormat.findings(text, rules, reading, at: place)
        case .number(let number): found += SchemaFormat.findings(number, rules, at: place)
        case .array(let elements): found += array(elements, rules, place)
        case .object(let members): found += object(members, rules, place)
        case .null, .bool: break
        }
        return found
    }

    private static func types(_ rules: [String: FakeJSON]) -> [String]? {
        switch rules["type"] {
        case .string(let name)?: [name]
        case .array(let names)?: names.compactMap(\.string)
        default: nil
        }
    }

    private func fits(_ value: FakeJSON, type: String) -> Bool {
        if reading == .text, let text = value.string { return SchemaFormat.spells(text, type: type) }
        return value.typeName == type || (type == "number" && value.typeName == "integer")
    }

    private func constants(
        _ value: FakeJSON, _ rules: [String: FakeJSON], _ place: String
    ) -> [ContractFinding] {
        let same: (FakeJSON) -> Bool = { wanted in
            wanted == value || (reading == .text && value.string != nil && Self.text(wanted) == value.string)
        }
        if let all = rules["enum"]?.elements, !all.contains(where: same) {
            let names = all.compactMap(Self.text).joined(separator: ", ")
            return [ContractFinding(place, .value, "must be one of \(names).")]
        }
        if let constant = rules["const"], !same(constant) {
            return [ContractFinding(place, .value, "must be what the document says.")]
        }
        return []
    }

    private static func text(_ value: FakeJSON) -> String? {
        switch value {
        case .string(let text): text
        case .number(let number): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
        case .bool(let truth): "\(truth)"
        case .null, .array, .object: nil
        }
    }

    private mutating func alternatives(
        _ value: FakeJSON, _ rules: [String: FakeJSON], _ place: String, _ known: Set<String>
    ) -> [ContractFinding] {
        var found: [ContractFinding] = []
        for schema in rules["allOf"]?.elements ?? [] { found += findings(value, schema, at: place, known: known) }
        if let any = rules["anyOf"]?.elements {
            found += best(any.map { findings(value, $0, at: place, known: known) })
        }
        if let one = rules["oneOf"]?.elements {
            let all = one.map { findings(value, $0, at: place, known: known) }
            let fitting = all.count { $0.isEmpty }
            if fitting > 1 {
                found.append(ContractFinding(place, .ambiguous, "fits \(fitting) alternatives where one alone may."))
            }
            found += best(all)
        }
        if let not = rules["not"], findings(value, not, at: place, known: known).isEmpty {
            found.append(ContractFinding(place, .value, "is what the document excludes."))
        }
        return found
    }

    /// The findings of the alternative that comes closest: wrong types count more than missing members.
    private func best(_ all: [[ContractFinding]]) -> [ContractFinding] {
        let weight: ([ContractFinding]) -> Int = { $0.reduce(0) { $0 + ($1.kind == .type ? 3 : 1) } }
        return all.min { weight($0) < weight($1) } ?? []
    }

    private mutating func array(
        _ elements: [FakeJSON], _ rules: [String: FakeJSON], _ place: String
    ) -> [ContractFinding] {
        var found = SchemaFormat.count(elements.count, rules, "minItems", "maxItems", "elements", at: place)
        if rules["uniqueItems"] == .bool(true), Set(elements).count != elements.count {
            found.append(ContractFinding(place, .value, "has the same element twice."))
        }
        if let schema = rules["items"] {
            for (index, element) in elements.enumerated() {
                found += findings(element, schema, at: "\(place)[\(index)]")
            }
        }
        return found
    }

    private mutating func object(
        _ members: [String: FakeJSON], _ rules: [String: FakeJSON], _ place: String
    ) -> [ContractFinding] {
        var found = SchemaFormat.count(
            members.count, rules, "minProperties", "maxProperties", "members", at: place)
        for name in (rules["required"]?.elements ?? []).compactMap(\.string) where members[name] == nil {
            found.append(ContractFinding("\(place).\(name)", .missing, "must be there."))
        }
        let declared = rules["properties"]?.members ?? [:]
        for name in members.keys.sorted() {
            guard let value = members[name] else { continue }
            if let schema = declared[name] {
                found += findings(value, schema, at: "\(place).\(name)")
            } else if let other = rules["additionalProperties"], rules["patternProperties"] == nil {
                found += findings(value, other, at: "\(place).\(name)")
            }
        }
        return found
    }
}
