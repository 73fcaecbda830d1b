import SMMModel

/// The OpenAPI 3.1 document of `/v1`, made from the route table and the schemas.
package enum OpenAPIDocument {
    /// The document as JSON text.
    package static func text(release: String) -> String { value(release: release).text }

    /// The document.
    package static func value(release: String) -> JSONValue {
        .object([
            .init("openapi", .string("3.1.0")),
            .init(
                "info",
                .object([
                    .init("title", .string("smmd control API")),
                    .init("version", .string(release)),
                    .init(
                        "summary", .string("HTTP/1.1 and JSON on a Unix socket; peers are known by their Unix user.")),
                    .init(
                        "license",
                        .object([
                            .init("name", .string("Apache-2.0")), .init("identifier", .string("Apache-2.0")),
                        ])),
                ])),
            .init("servers", .array([.object([.init("url", .string("http://localhost"))])])),
            .init("paths", paths),
            .init("components", .object([.init("schemas", schemas), .init("headers", headers)])),
        ])
    }

    private static var paths: JSONValue {
        var byPath: [JSONValue.Member] = []
        for route in Routes.all {
            let operation = JSONValue.Member(route.method.lowercased(), operation(route))
            if let index = byPath.firstIndex(where: { $0.name == route.path }),
                case .object(let members) = byPath[index].value
            {
                byPath[index].value = .object(members + [operation])
            } else {
                byPath.append(.init(route.path, .object([operation])))
            }
        }
        return .object(byPath)
    }

    private static func operation(_ route: Route) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(route.id.rawValue)),
            .init("summary", .string(route.summary)),
            .init("tags", .array([.string(route.tag)])),
        ]
        if let role = route.role {
            let place = route.scope == .everywhere ? "in every brand" : "in the brand concerned"
            members.append(.init("description", .string("Takes the role \(role.rawValue) \(place).")))
        }
        let parameters = parameters(route)
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        switch route.body {
        case .none: break
        case .json(let name): members.append(.init("requestBody", body(APIVersion.json, reference(name))))
        case .bytes:
            members.append(.init("requestBody", body("application/octet-stream", .object([]))))
        }
        members.append(.init("responses", responses(route)))
        return .object(members)
    }

    private static func parameters(_ route: Route) -> [JSONValue] {
        var values = route.parameters.map { name in
            parameter(name, "path", .string, "The \(name), by name, id or unique id prefix.", isRequired: true)
        }
        values += route.query.map { parameter($0.name, "query", $0.schema, $0.description, isRequired: $0.isRequired) }
        if route.takesKey {
            values.append(
                parameter(
                    "Idempotency-Key", "header", .string,
                    "The same key with the same body gives the stored answer for 72 hours; with another body, 422."))
        }
        if route.takesMatch {
            values.append(
                parameter("If-Match", "header", .string, "The ETag that was read; 412 when it has changed since."))
        }
        return values
    }

    private static func parameter(
        _ name: String, _ place: String, _ schema: Schema, _ description: String, isRequired: Bool = false
    ) -> JSONValue {
        .object([
            .init("name", .string(name)), .init("in", .string(place)), .init("required", .bool(isRequired)),
            .init("description", .string(description)), .init("schema", schema.json),
        ])
    }

    private static func responses(_ route: Route) -> JSONValue {
        var content: [JSONValue.Member] = []
        if let answer = route.answer {
            content.append(.init(APIVersion.json, .object([.init("schema", reference(answer))])))
        }
        if route.id == .listEvents {
            content.append(.init(APIVersion.lines, .object([.init("schema", reference("EventView"))])))
        }
        var success: [JSONValue.Member] = [.init("description", .string("Done."))]
        if route.answer == "PostView" {
            let etag = JSONValue.object([.init("$ref", .string("#/components/headers/ETag"))])
            success.append(.init("headers", .object([.init("ETag", etag)])))
        }
        success.append(.init("content", .object(content)))
        let problem = JSONValue.object([
            .init("description", .string("Refused; the body says what, why and what next.")),
            .init(
                "content",
                .object([
                    .init(APIVersion.problem, .object([.init("schema", reference("ProblemDocument"))]))
                ])),
        ])
        return .object([.init(String(route.status), .object(success)), .init("default", problem)])
    }

    private static func body(_ type: String, _ schema: JSONValue) -> JSONValue {
        .object([
            .init("required", .bool(true)),
            .init("content", .object([.init(type, .object([.init("schema", schema)]))])),
        ])
    }

    private static func reference(_ name: String) -> JSONValue { Schema.reference(name).json }

    private static var schemas: JSONValue {
        .object(
            Schemas.all.map { entry in
                JSONValue.Member(
                    entry.name, entry.schema.json(isClosed: Schemas.requestNames.contains(entry.name)))
            })
    }

    private static var headers: JSONValue {
        .object([
            .init(
                "ETag",
                .object([
                    .init("description", .string("The version of the post, for If-Match.")),
                    .init("schema", Schema.string.json),
                ]))
        ])
    }
}
