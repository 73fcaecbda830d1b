import SMMAdapterKit

extension OpenAPIContract {
    private static let equal = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]

    /// What is wrong with the body.
    func body(_ request: HTTPRequest, _ operation: OpenAPIOperation) -> [ContractFinding] {
        guard let declared = document.object(operation.operation["requestBody"]) else {
            return request.body.isEmpty || !conventions.refusesUndeclared
                ? [] : [ContractFinding("body", .undeclared, "is not declared.")]
        }
        guard !request.body.isEmpty else {
            return declared["required"] == .bool(true) ? [ContractFinding("body", .missing, "must be there.")] : []
        }
        let header = request.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
        let type = MultipartReader.essence(header)
        guard let content = content(type, declared["content"]?.members ?? [:]) else {
            let shown = type.isEmpty ? "without a type" : type
            return [ContractFinding("body", .body, "is \(shown), which is not declared.")]
        }
        guard let schema = content["schema"], Self.equal.contains(type) else { return [] }
        guard let body = FakeBody(request) else { return [ContractFinding("body", .body, "cannot be read.")] }
        var check = SchemaCheck(document, body.form == .json ? .json : .text)
        var found = check.findings(body.value, schema, at: "body")
        found += files(body, schema, isDeclared: type == "multipart/form-data" && content == declared["content"]?[type])
        if conventions.refusesUndeclared {
            var names = SchemaNames(document)
            found += names.undeclared(body.value, [schema], at: "body")
        }
        return found
    }

    /// Where the document itself declares a multipart form: files stand where it says so, and nothing else does.
    private func files(_ body: FakeBody, _ schema: FakeJSON, isDeclared: Bool) -> [ContractFinding] {
        guard isDeclared, let properties = document.object(schema)?["properties"]?.members else { return [] }
        return properties.keys.sorted().compactMap { name in
            guard let rule = document.object(properties[name]), body.value[name] != nil else { return nil }
            let wantsFile = rule["format"] == .string("binary") || rule["contentMediaType"] != nil
            let isFile = body.files[name] != nil
            guard wantsFile != isFile else { return nil }
            return ContractFinding("body.\(name)", .type, wantsFile ? "must be a file." : "must not be a file.")
        }
    }

    /// What is declared for a type: the type itself, a range, or one the server takes for equal.
    private func content(_ type: String, _ declared: [String: FakeJSON]) -> FakeJSON? {
        let range = type.prefix { $0 != "/" } + "/*"
        if let exact = declared[type] ?? declared[String(range)] ?? declared["*/*"] { return exact }
        guard conventions.equatesBodies, Self.equal.contains(type) else { return nil }
        return Self.equal.lazy.compactMap { declared[$0] }.first
    }
}
