/// Reads a Swagger 2.0 document as the OpenAPI 3 document that says the same of its requests.
///
/// Answers are left out. Fields of a form become one object, by the convention of names in brackets (``FormTree``).
package enum SwaggerDocument {
    /// The document of `root`.
    ///
    /// - Throws: `OpenAPIError` when it is no Swagger 2.0 document.
    package static func openAPI(_ root: FakeJSON) throws(OpenAPIError) -> OpenAPIDocument {
        guard root["swagger"]?.string == "2.0", var members = root.members, let paths = root["paths"]?.members else {
            throw OpenAPIError("The document is not Swagger 2.0.")
        }
        members["openapi"] = .string("3.0.0")
        members["paths"] = .object(paths.mapValues { .object(($0.members ?? [:]).mapValues(operation)) })
        return try OpenAPIDocument(root: .object(members))
    }

    private static func operation(_ old: FakeJSON) -> FakeJSON {
        guard var members = old.members else { return old }
        let parameters = old["parameters"]?.elements ?? []
        let (fields, others) = (parameters.filter(isField), parameters.filter { !isField($0) })
        members["parameters"] = .array(others.filter { $0["in"]?.string != "body" }.map(parameter))
        if let body = others.first(where: { $0["in"]?.string == "body" }) {
            members["requestBody"] = content(["application/json"], body["schema"] ?? .object([:]))
        } else if !fields.isEmpty {
            let types = old["consumes"]?.elements?.compactMap(\.string) ?? ["application/x-www-form-urlencoded"]
            members["requestBody"] = content(types, form(fields))
        }
        return .object(members)
    }

    private static func isField(_ parameter: FakeJSON) -> Bool { parameter["in"]?.string == "formData" }

    private static func content(_ types: [String], _ schema: FakeJSON) -> FakeJSON {
        let media = FakeJSON.object(["schema": schema])
        return .object(["content": .object(Dictionary(types.map { ($0, media) }) { first, _ in first })])
    }

    /// What Swagger says of a value beside the parameter itself belongs to its schema.
    private static func schema(_ parameter: FakeJSON) -> FakeJSON {
        let own: Set<String> = [
            "type", "format", "enum", "items", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems",
            "pattern", "uniqueItems",
        ]
        var members = (parameter.members ?? [:]).filter { own.contains($0.key) }
        if members["type"] == .string("file") {
            members["type"] = .string("string")
            members["format"] = .string("binary")
        }
        return .object(members)
    }

    private static func parameter(_ old: FakeJSON) -> FakeJSON {
        var members = ["schema": schema(old), "explode": .bool(old["collectionFormat"]?.string == "multi")]
        for name in ["name", "in", "required"] { members[name] = old[name] }
        return .object(members)
    }

    private static func form(_ fields: [FakeJSON]) -> FakeJSON {
        var root = FakeJSON.object(["type": .string("object")])
        for field in fields {
            guard let name = field["name"]?.string, let steps = FormTree.steps(name) else { continue }
            root = insert(schema(field), steps[...], into: root)
        }
        let required = fields.filter { $0["required"] == .bool(true) }.compactMap { $0["name"] }
        guard case .object(var members) = root, !required.isEmpty else { return root }
        members["required"] = .array(required)
        return .object(members)
    }

    private static func insert(_ leaf: FakeJSON, _ steps: ArraySlice<String>, into schema: FakeJSON?) -> FakeJSON {
        guard let step = steps.first else { return leaf }
        var members = schema?.members ?? [:]
        let rest = steps.dropFirst()
        if step.isEmpty {
            // `name[]` is the array itself where the field is declared as one.
            if rest.isEmpty && leaf["type"] == .string("array") { return leaf }
            members["type"] = .string("array")
            members["items"] = insert(leaf, rest, into: members["items"])
        } else {
            var properties = members["properties"]?.members ?? [:]
            properties[step] = insert(leaf, rest, into: properties[step])
            members["type"] = .string("object")
            members["properties"] = .object(properties)
        }
        return .object(members)
    }
}
