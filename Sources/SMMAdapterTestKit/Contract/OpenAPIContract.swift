package import SMMAdapterKit

/// Holds requests and answers against an OpenAPI document.
///
/// General: what a server understands beyond its document is said by ``ContractConventions``, and what is right though
/// the document does not know it by a list of ``ContractDeviation``.
package struct OpenAPIContract: Sendable {
    /// The document.
    package let document: OpenAPIDocument
    /// What the server understands beyond it.
    package let conventions: ContractConventions
    /// What is right nevertheless.
    package let deviations: [ContractDeviation]

    /// A contract.
    package init(
        _ document: OpenAPIDocument, conventions: ContractConventions = ContractConventions(),
        deviations: [ContractDeviation] = []
    ) {
        self.document = document
        self.conventions = conventions
        self.deviations = deviations
    }

    /// Everything wrong with a request, its secrets in clear (`HTTPRequest.revealed`); no message repeats a value.
    package func violations(_ request: HTTPRequest) -> [ContractViolation] {
        let target = RequestTarget(request)
        guard let operation = operation(request, target) else {
            return kept([
                ContractViolation(
                    operation: "\(request.method) \(target.path)", place: "path", kind: .route,
                    message: "is not in the document.")
            ])
        }
        var found = parameters(request, target, operation)
        found += body(request, operation)
        if operation.needsCredential(document),
            !request.headers.contains(where: { $0.name.lowercased() == "authorization" })
        {
            found.append(ContractFinding("header.Authorization", .credential, "must be there."))
        }
        return kept(named(found, operation))
    }

    /// Everything wrong with a JSON answer to a request. Members the document does not declare are none: servers grow.
    package func violations(_ response: HTTPResponse, to request: HTTPRequest) -> [ContractViolation] {
        guard let operation = operation(request, RequestTarget(request)) else { return [] }
        let answers = operation.operation["responses"]?.members ?? [:]
        let status = "\(response.status)"
        guard let answer = document.object(answers[status] ?? answers["\(status.prefix(1))XX"] ?? answers["default"])
        else {
            return kept(named([ContractFinding("status", .status, "\(status) is not declared.")], operation))
        }
        guard let schema = answer["content"]?["application/json"]?["schema"] else { return [] }
        guard let value = FakeJSON.reading(response.body) else {
            return kept(named([ContractFinding("answer", .body, "is not JSON.")], operation))
        }
        var check = SchemaCheck(document, .json)
        return kept(named(check.findings(value, schema, at: "answer"), operation))
    }

    /// The operation a request is for, as the document writes it; nil when it has none.
    package func operationName(_ request: HTTPRequest) -> String? {
        operation(request, RequestTarget(request))?.name
    }

    private func operation(_ request: HTTPRequest, _ target: RequestTarget) -> OpenAPIOperation? {
        target.segments.flatMap { document.operation(request.method, $0) }
    }

    private func named(_ findings: [ContractFinding], _ operation: OpenAPIOperation) -> [ContractViolation] {
        findings.map {
            ContractViolation(operation: operation.name, place: $0.place, kind: $0.kind, message: $0.message)
        }
    }

    private func kept(_ violations: [ContractViolation]) -> [ContractViolation] {
        violations.filter { violation in !deviations.contains { $0.covers(violation) } }
    }
}
