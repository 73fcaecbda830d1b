package import SMMAPI
import SMMModel

/// Holds a JSON body against the shape that a request takes. Pure.
package struct BodyCheck: Sendable {
    private let check = SchemaCheck(named: Schemas.named)
    private let nearest: @Sendable (String, [String]) -> String?

    /// A check; `nearest` finds the name that was meant.
    package init(nearest: @escaping @Sendable (String, [String]) -> String?) {
        self.nearest = nearest
    }

    /// What a body says.
    ///
    /// - Throws: `Problem` 400 for what is no JSON, 422 with every departure from the schema, 20 at most.
    package func value(_ bytes: [UInt8], schema name: String) throws -> JSONValue {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw Self.problem(error)
        }
        guard let schema = Schemas.named[name] else { return value }
        let problems = check.faults(in: value, against: schema).prefix(20).map(problem)
        guard let first = problems.first else { return value }
        throw Problem(
            first.code, status: first.status, first.message, given: first.given, allowed: first.allowed,
            next: first.next, parameters: first.parameters, others: Array(problems.dropFirst()))
    }

    private func problem(_ fault: SchemaCheck.Fault) -> Problem {
        switch fault {
        case .unknown(let path, let name, let known):
            return Problem(
                Problem.Code("field-unknown"), status: 422, "The body has a field that this route does not know.",
                given: String(name.prefix(100)), allowed: known.joined(separator: ", "),
                next: nearest(name, known).map { "Did you mean \($0)?" }, parameters: Self.place(path))
        case .missing(let path, let name):
            return Problem(
                Problem.Code("field-missing"), status: 422, "The body lacks the field \(name).",
                next: "Add \(name).", parameters: Self.place(path))
        case .type(let path, let expected):
            return Problem(
                Problem.Code("field-type"), status: 422, "A field of the body is not \(expected).", given: path,
                allowed: expected, parameters: Self.place(path))
        }
    }

    private static func place(_ path: String) -> [String: String] {
        path.isEmpty ? [:] : ["path": String(path.prefix(200))]
    }

    private static func problem(_ fault: JSONFault) -> Problem {
        let (code, message): (String, String) =
            switch fault.reason {
            case .syntax: ("json-invalid", "The body is not JSON.")
            case .depth: ("json-too-deep", "The body is nested too deeply.")
            case .duplicateName: ("json-duplicate-name", "A name stands twice in one object of the body.")
            case .nul: ("text-nul", "A text of the body holds the character U+0000, which cannot be kept.")
            case .encoding: ("utf8-invalid", "The body is not UTF-8.")
            }
        return Problem(
            Problem.Code(code), status: 400, message, given: "at byte \(fault.offset)",
            allowed: fault.reason == .depth ? "\(APIVersion.maximumDepth) levels" : nil)
    }
}
