package import SMMAdapterKit
import SMMAtproto

extension LexiconCatalog {
    /// What is wrong with an XRPC request, whose secrets must be revealed already; a request that is none has nothing wrong.
    ///
    /// Members and parameters that no lexicon has are breaches here, and the records inside of a write are checked too.
    package func violations(of request: HTTPRequest) -> [LexiconViolation] {
        let call = XRPCCall(request)
        guard let method = call.method else { return [] }
        var check = LexiconCheck(self, refusesUnknownFields: true)
        check.request(call, method)
        if let body = try? ATValue(json: call.body) { check.records(body) }
        return check.violations
    }

    /// What a server that knows the lexicons refuses in a request, the records inside of a write left out.
    func refusals(of call: XRPCCall, _ method: String) -> [LexiconViolation] {
        var check = LexiconCheck(self)
        check.request(call, method)
        return check.violations
    }

    /// What is wrong with the answer to a method: status 2xx, JSON.
    package func violations(ofAnswer response: HTTPResponse, to method: String) -> [LexiconViolation] {
        var check = LexiconCheck(self)
        guard let output = definition(method)?["output"], let schema = output["schema"] else { return [] }
        guard let value = try? ATValue(json: response.body) else {
            check.add(.encoding, method, "must answer \(output["encoding"]?.string ?? "")")
            return check.violations
        }
        check.check(value, schema, in: method, at: "answer")
        return check.violations
    }
}

extension LexiconCheck {
    /// Checks verb, query and body.
    mutating func request(_ call: XRPCCall, _ method: String) {
        guard let definition = catalog.definition(method), let type = definition["type"]?.string,
            type == "query" || type == "procedure"
        else {
            add(.method, method, "is in no lexicon")
            return
        }
        if call.verb != (type == "query" ? "GET" : "POST") { add(.method, method, "is a \(type)") }
        parameters(call, definition["parameters"], in: method)
        input(call, definition["input"], in: method)
    }

    /// Checks the query.
    mutating func parameters(_ call: XRPCCall, _ schema: ATValue?, in base: String) {
        let properties = schema?["properties"]?.members ?? [:]
        var members: [String: ATValue] = [:]
        for (name, value) in call.query {
            guard let property = properties[name] else {
                // The video service takes parameters that its lexicon does not list (fact sheet section 5, "Media").
                if refusesUnknownFields, base != "app.bsky.video.uploadVideo" {
                    add(.unknownField, "?" + name, "is not defined")
                }
                continue
            }
            if property["type"] == "array" {
                let items = property["items"] ?? ["type": "string"]
                members[name] = .array((members[name]?.elements ?? []) + [Self.read(value, items)])
            } else if members.updateValue(Self.read(value, property), forKey: name) != nil {
                add(.type, "?" + name, "may stand once")
            }
        }
        guard let schema else { return }
        check(.map(members), schema, in: base, at: "?")
    }

    /// Checks the body.
    mutating func input(_ call: XRPCCall, _ input: ATValue?, in base: String) {
        guard let encoding = input?["encoding"]?.string else {
            if !call.body.isEmpty { add(.encoding, base, "takes no body") }
            return
        }
        let type = call.contentType ?? ""
        guard encoding == "*/*" || type == encoding || (type.hasPrefix("video/") && encoding == "video/mp4") else {
            add(.encoding, base, "takes \(encoding)")
            return
        }
        guard let schema = input?["schema"] else {
            if type.isEmpty { add(.encoding, base, "needs a content type") }
            return
        }
        guard let body = try? ATValue(json: call.body) else {
            add(.encoding, base, "must be JSON of the data model")
            return
        }
        check(body, schema, in: base, at: "input")
    }

    /// Checks the records in the body of a write.
    mutating func records(_ body: ATValue) {
        if let collection = body["collection"]?.string, let record = body["record"] {
            self.record(record, of: collection, key: body["rkey"]?.string)
        }
        for (index, write) in (body["writes"]?.elements ?? []).enumerated() {
            guard let collection = write["collection"]?.string, let record = write["value"] else { continue }
            self.record(record, of: collection, key: write["rkey"]?.string, at: "writes.\(index).value")
        }
    }

    private static func read(_ text: String, _ schema: ATValue) -> ATValue {
        switch schema["type"]?.string {
        case "integer": Int64(text).map(ATValue.integer) ?? .string(text)
        case "boolean": text == "true" ? true : text == "false" ? false : .string(text)
        default: .string(text)
        }
    }
}
