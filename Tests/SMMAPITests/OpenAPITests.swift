import SMMAPI
import Testing

@Suite("The OpenAPI document")
struct OpenAPITests {
    private let document = OpenAPIDocument.value(release: "1.2.3")

    @Test("it is JSON that reads back the same")
    func json() throws {
        #expect(try JSONParser.parse(Array(OpenAPIDocument.text(release: "1.2.3").utf8)) == document)
        #expect(document["openapi"] == .string("3.1.0"))
        #expect(document["info"]?["version"] == .string("1.2.3"))
    }

    @Test("every route is in it, and nothing else")
    func routes() throws {
        guard case .object(let paths) = document["paths"] else {
            Issue.record("no paths")
            return
        }
        var found: Set<String> = []
        for path in paths {
            guard case .object(let operations) = path.value else { continue }
            for operation in operations { found.insert(operation.name.uppercased() + " " + path.name) }
        }
        #expect(found == Set(Routes.all.map { $0.method + " " + $0.path }))
    }

    @Test("every reference leads somewhere")
    func references() {
        var missing: [String] = []
        func walk(_ value: JSONValue) {
            switch value {
            case .array(let values): values.forEach(walk)
            case .object(let members):
                for member in members {
                    if member.name == "$ref", case .string(let target) = member.value {
                        let parts = target.split(separator: "/").dropFirst().map(String.init)
                        let found = parts.reduce(Optional(document)) { $0?[$1] }
                        if found == nil { missing.append(target) }
                    }
                    walk(member.value)
                }
            default: break
            }
        }
        walk(document)
        #expect(missing.isEmpty)
    }

    @Test("path parameters are declared, and required")
    func parameters() {
        for route in Routes.all {
            let declared = document["paths"]?[route.path]?[route.method.lowercased()]?["parameters"]
            for name in route.parameters {
                guard case .array(let list) = declared else {
                    Issue.record("\(route.id) declares no parameters")
                    continue
                }
                #expect(
                    list.contains {
                        $0["name"] == .string(name) && $0["in"] == .string("path") && $0["required"] == .bool(true)
                    })
            }
        }
    }
}
