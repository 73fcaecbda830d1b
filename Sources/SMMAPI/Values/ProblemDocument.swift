package import SMMModel

/// A ``SMMModel/Problem`` on the wire: RFC 9457 problem+json.
package struct ProblemDocument: Sendable, Hashable, Codable, Error {
    /// The shape's version.
    package var version: Int
    /// A URI that names the kind of problem: `urn:smmd:problem:` and the code.
    package var type: String
    /// The code in words.
    package var title: String
    /// The HTTP status.
    package var status: Int
    /// The stable code.
    package var code: String
    /// What happened and why.
    package var detail: String
    /// The value that was given.
    package var given: String?
    /// What is allowed instead.
    package var allowed: String?
    /// The next step: a command to type or a thing to do.
    package var next: String?
    /// Further parameters by name.
    package var parameters: [String: String]?
    /// More problems of the same request.
    package var others: [ProblemDocument]?
    /// The request's id, as it stands in the daemon's log.
    package var request: String?

    /// The document of a problem.
    package init(_ problem: Problem, request: String? = nil) {
        version = APIVersion.current
        type = "urn:smmd:problem:" + problem.code.rawValue
        title = Self.title(problem.code.rawValue)
        status = problem.status
        code = problem.code.rawValue
        detail = problem.message
        given = problem.given
        allowed = problem.allowed
        next = problem.next
        parameters = problem.parameters.isEmpty ? nil : problem.parameters
        others = problem.others.isEmpty ? nil : problem.others.map { ProblemDocument($0) }
        self.request = request
    }

    /// The problem a client received.
    package var problem: Problem {
        Problem(
            Problem.Code(code), status: status, detail, given: given, allowed: allowed, next: next,
            parameters: parameters ?? [:], others: (others ?? []).map(\.problem))
    }

    /// `account-not-found` becomes `Account not found`.
    private static func title(_ code: String) -> String {
        let words = code.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

extension ProblemDocument: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A refusal a person can act on (RFC 9457).",
        [
            .required("version", .integer, "The shape's version."),
            .required("type", .string, "A URI that names the kind of problem."),
            .required("title", .string, "The code in words."),
            .required("status", .integer, "The HTTP status."),
            .required("code", .string, "A stable code."),
            .required("detail", .string, "What happened and why."),
            .optional("given", .string, "The value that was given."),
            .optional("allowed", .string, "What is allowed instead."),
            .optional("next", .string, "The next step: a command to type or a thing to do."),
            .optional("parameters", .map(.string), "Further parameters by name."),
            .optional("others", .array(.reference("ProblemDocument")), "More problems of the same request."),
            .optional("request", .string, "The request's id, as it stands in the daemon's log."),
        ])
}
