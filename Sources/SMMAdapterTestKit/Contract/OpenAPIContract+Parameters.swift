import SMMAdapterKit

extension OpenAPIContract {
    /// What is wrong with path, query and headers.
    func parameters(
        _ request: HTTPRequest, _ target: RequestTarget, _ operation: OpenAPIOperation
    ) -> [ContractFinding] {
        guard let pairs = target.pairs else { return [ContractFinding("query", .body, "cannot be read.")] }
        let declared = operation.parameters(document)
        var found: [ContractFinding] = []
        var used: Set<String> = []
        for parameter in declared {
            let value: FakeJSON?
            switch parameter.location {
            case "path": value = operation.pathValues[parameter.name].map { joined($0, parameter) }
            case "header":
                let values = request.headers.filter { $0.name.lowercased() == parameter.name.lowercased() }
                value = values.first.map { joined($0.value, parameter) }
            case "query":
                let (read, names) = query(parameter, pairs)
                value = read
                used.formUnion(names)
            default: value = nil
            }
            if let value {
                var check = SchemaCheck(document, .text)
                found += check.findings(value, parameter.schema, at: parameter.place)
            } else if parameter.isRequired, parameter.location != "cookie" {
                found.append(ContractFinding(parameter.place, .missing, "must be there."))
            }
        }
        guard conventions.refusesUndeclared else { return found }
        for name in Set(pairs.map(\.name)).subtracting(used).sorted() {
            found.append(ContractFinding("query.\(name)", .undeclared, "is not declared."))
        }
        return found
    }

    /// The value of a query parameter and the names it was read from.
    private func query(
        _ parameter: OpenAPIOperation.Parameter, _ pairs: [(name: String, value: String)]
    ) -> (value: FakeJSON?, names: [String]) {
        let plain = pairs.filter { $0.name == parameter.name }
        if isArray(parameter.schema) {
            if parameter.isJoined { return (plain.first.map { joined($0.value, parameter) }, [parameter.name]) }
            let name = conventions.arrays == .brackets ? parameter.name + "[]" : parameter.name
            let values = pairs.filter { $0.name == name }
            return (values.isEmpty ? nil : .array(values.map { .string($0.value) }), [name])
        }
        if parameter.isDeep {
            let inside = pairs.filter { $0.name.hasPrefix(parameter.name + "[") }
            return (FormTree.read(inside)?[parameter.name], inside.map(\.name))
        }
        return (plain.last.map { .string($0.value) }, [parameter.name])
    }

    private func joined(_ text: String, _ parameter: OpenAPIOperation.Parameter) -> FakeJSON {
        guard parameter.isJoined, isArray(parameter.schema) else { return .string(text) }
        return .array(text.split(separator: ",", omittingEmptySubsequences: false).map { .string(String($0)) })
    }

    /// Whether a schema is an array's, references followed.
    private func isArray(_ schema: FakeJSON) -> Bool {
        guard let type = document.object(schema)?["type"] else { return false }
        return type == .string("array") || type.elements?.contains(.string("array")) == true
    }
}
