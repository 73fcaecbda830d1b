import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("A contract of an OpenAPI document")
struct OpenAPIContractTests {
    static let document = """
        {"openapi":"3.1.0","info":{"title":"Shelf","version":"1"},"security":[{"key":[]}],
        "paths":{
          "/things/{id}":{
            "parameters":[{"name":"id","in":"path","schema":{"type":"integer","minimum":1}}],
            "get":{"security":[],"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}},
            "put":{"parameters":[{"name":"X-Version","in":"header","required":true,"schema":{"type":"integer"}}],
              "requestBody":{"$ref":"#/components/requestBodies/Thing"},"responses":{"2XX":{}}}},
          "/things/newest":{"get":{"responses":{"default":{}}}},
          "/things":{
            "get":{"parameters":[
                {"name":"limit","in":"query","schema":{"type":"integer","minimum":1,"maximum":40}},
                {"name":"kinds","in":"query","schema":{"type":"array","maxItems":2,"items":{"enum":["a","b"]}}},
                {"name":"flag","in":"query","required":true,"schema":{"type":"boolean"}},
                {"name":"ids","in":"query","explode":false,"schema":{"type":"array","items":{"type":"integer"}}},
                {"name":"box","in":"query","style":"deepObject","schema":{"type":"object","properties":{"x":{"type":"integer"}}}}],
              "responses":{"200":{}}},
            "post":{"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
              "responses":{"200":{}}}},
          "/choice":{"post":{"requestBody":{"content":{"application/json":{"schema":{"oneOf":[
              {"type":"object","required":["cat"],"properties":{"cat":{"type":"string"},"both":{"type":"boolean"}}},
              {"type":"object","required":["dog"],"properties":{"dog":{"type":"integer"}}}]}}}},"responses":{"200":{}}}},
          "/file":{"post":{"requestBody":{"required":true,"content":{"multipart/form-data":{"schema":{"type":"object",
              "required":["file"],"properties":{"file":{"type":"string","format":"binary"},"note":{"type":"string","maxLength":5},
              "size":{"type":"object","properties":{"width":{"type":"integer"}}},
              "tags":{"type":"array","items":{"type":"string"}}}}}}},"responses":{"200":{}}}}},
        "components":{
          "requestBodies":{"Thing":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}},
          "schemas":{
            "Thing":{"allOf":[{"$ref":"#/components/schemas/Named"}],"type":"object","required":["count"],
              "properties":{"count":{"type":"integer"},"at":{"type":"string","format":"date-time"},
                "link":{"type":["string","null"],"format":"uri"},"parts":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}},
                "colour":{"anyOf":[{"const":"red"},{"type":"integer"}]},"old":{"type":"string","nullable":true},
                "open":{"type":"object","additionalProperties":{"type":"integer"}}}},
            "Named":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":2}}},
            "Loop":{"$ref":"#/components/schemas/Loop"}}}}
        """

    private static func contract(
        _ conventions: ContractConventions = ContractConventions(), _ deviations: [ContractDeviation] = []
    ) throws -> OpenAPIContract {
        OpenAPIContract(
            try OpenAPIDocument(Array(document.utf8)), conventions: conventions, deviations: deviations)
    }

    private static func request(
        _ method: String, _ path: String, json: String? = nil, headers: [HTTPField] = []
    ) -> HTTPRequest {
        let type = json == nil ? [] : [HTTPField("Content-Type", "application/json")]
        return HTTPRequest(
            method: method, url: "https://shelf.example" + path,
            headers: headers + type + [HTTPField("Authorization", "Key 1")], body: Array((json ?? "").utf8))
    }

    /// `place kind` of each violation.
    private static func found(
        _ request: HTTPRequest, _ conventions: ContractConventions = ContractConventions()
    ) throws -> [String] {
        try contract(conventions).violations(request).map { "\($0.place) \($0.kind.rawValue)" }
    }

    @Test("a request that keeps the document has no violations")
    func right() throws {
        let good =
            #"{"name":"box","count":3,"at":"2026-11-23T10:00:00Z","link":null,"parts":[{"name":"in","count":1.0}]}"#
        #expect(try Self.found(Self.request("POST", "/things", json: good)) == [])
        #expect(try Self.found(Self.request("GET", "/things?flag=true&limit=40&kinds=a&kinds=b&ids=1,2")) == [])
    }

    @Test("a path or method that is not there is one violation")
    func route() throws {
        #expect(try Self.found(Self.request("GET", "/elsewhere")) == ["path route"])
        #expect(try Self.found(Self.request("DELETE", "/things/1")) == ["path route"])
    }

    @Test("a literal path goes before one with a hole")
    func literal() throws {
        #expect(try Self.contract().operationName(Self.request("GET", "/things/newest")) == "GET /things/newest")
        #expect(try Self.contract().operationName(Self.request("GET", "/things/7")) == "GET /things/{id}")
        #expect(try Self.found(Self.request("GET", "/things/seven")) == ["path.id type"])
        #expect(try Self.found(Self.request("GET", "/things/0")) == ["path.id range"])
    }

    @Test(
        "queries are checked for what is missing, wrong and unknown",
        arguments: [
            ("", ["query.flag missing"]), ("?flag=yes", ["query.flag type"]),
            ("?flag=true&limit=x", ["query.limit type"]), ("?flag=true&limit=41", ["query.limit range"]),
            ("?flag=true&kinds=c", ["query.kinds[0] value"]),
            ("?flag=true&kinds=a&kinds=b&kinds=a", ["query.kinds range"]),
            ("?flag=true&limt=3", ["query.limt undeclared"]), ("?flag=true&ids=1,x", ["query.ids[1] type"]),
            ("?flag=true&box[x]=1", []), ("?flag=true&box[x]=a", ["query.box.x type"]),
            ("?flag=%zz", ["query body"]),
        ])
    func query(query: String, wanted: [String]) throws {
        #expect(try Self.found(Self.request("GET", "/things" + query)) == wanted)
    }

    @Test("arrays stand in brackets where that is the convention")
    func brackets() throws {
        let rails = ContractConventions(arrays: .brackets)
        #expect(try Self.found(Self.request("GET", "/things?flag=true&kinds[]=a&kinds[]=b"), rails) == [])
        #expect(
            try Self.found(Self.request("GET", "/things?flag=true&kinds=a"), rails) == ["query.kinds undeclared"])
    }

    @Test(
        "JSON bodies are checked through references and alternatives",
        arguments: [
            (#"{"name":"box"}"#, ["body.count missing"]), (#"{"count":1}"#, ["body.name missing"]),
            (#"{"name":"b","count":1}"#, ["body.name range"]),
            (#"{"name":"box","count":1.5}"#, ["body.count type"]),
            (#"{"name":"box","count":"1"}"#, ["body.count type"]),
            (#"{"name":"box","count":1,"at":"today"}"#, ["body.at format"]),
            (#"{"name":"box","count":1,"link":"no address"}"#, ["body.link format"]),
            (#"{"name":"box","count":1,"parts":[{"name":"in"}]}"#, ["body.parts[0].count missing"]),
            (#"{"name":"box","count":1,"colour":"blue"}"#, ["body.colour value"]),
            (#"{"name":"box","count":1,"colour":7,"old":null}"#, []),
            (#"{"name":"box","count":1,"open":{"any":1}}"#, []),
            (#"{"name":"box","count":1,"open":{"any":"x"}}"#, ["body.open.any type"]),
            (#"{"name":"box","count":1,"colr":1}"#, ["body.colr undeclared"]),
            (#"{"name":"box","count":1,"parts":[{"name":"in","count":1,"x":1}]}"#, ["body.parts[0].x undeclared"]),
            ("[1]", ["body type"]), ("{", ["body body"]),
        ])
    func json(body: String, wanted: [String]) throws {
        let found = try Self.found(Self.request("POST", "/things", json: body))
        #expect(Set(found) == Set(wanted))
    }

    @Test("exactly one alternative must fit")
    func oneOf() throws {
        #expect(try Self.found(Self.request("POST", "/choice", json: #"{"cat":"Tom"}"#)) == [])
        #expect(
            try Self.found(Self.request("POST", "/choice", json: #"{"cat":"Tom","dog":1}"#)) == ["body ambiguous"])
        #expect(try Self.found(Self.request("POST", "/choice", json: #"{"both":true}"#)) == ["body.cat missing"])
    }

    @Test("a body that is missing, of another type or not asked for is a violation")
    func bodies() throws {
        #expect(try Self.found(Self.request("POST", "/things")) == ["body missing"])
        var form = Self.request(
            "POST", "/things",
            headers: [
                HTTPField("Content-Type", "application/x-www-form-urlencoded")
            ])
        form.body = Array("name=box&count=1".utf8)
        #expect(try Self.found(form) == ["body body"])
        #expect(try Self.found(form, ContractConventions(equatesBodies: true)) == [])
        form.body = Array("name=box&count=one".utf8)
        #expect(try Self.found(form, ContractConventions(equatesBodies: true)) == ["body.count type"])
        #expect(
            try Self.found(Self.request("GET", "/things?flag=true", json: "{}")) == ["body undeclared"])
    }

    @Test("multipart forms are checked with files, nested names and arrays")
    func multipart() throws {
        func violations(_ fill: (inout MultipartForm) -> Void) throws -> [String] {
            var form = MultipartForm(boundary: "b0b0b0b0")
            fill(&form)
            var request = Self.request("POST", "/file", headers: [HTTPField("Content-Type", form.contentType)])
            request.body = form.body.bytes ?? []
            return try Self.found(request)
        }
        #expect(
            try violations {
                $0.add("file", file: "a", type: "image/png", content: HTTPBody([0, 13, 10, 45, 45, 255]))
                $0.add("size[width]", "3")
                $0.add("tags[]", "a")
                $0.add("tags[]", "b")
            } == [])
        #expect(try violations { $0.add("file", "not a file") } == ["body.file type"])
        #expect(try violations { $0.add("note", "too long a note") } == ["body.file missing", "body.note range"])
        #expect(
            try violations {
                $0.add("file", file: "a", type: "image/png", content: HTTPBody([1]))
                $0.add("size[width]", "wide")
            } == ["body.size.width type"])
    }

    @Test("headers and credentials are wanted where they are declared")
    func headers() throws {
        let body = #"{"name":"box","count":1}"#
        #expect(try Self.found(Self.request("PUT", "/things/1", json: body)) == ["header.X-Version missing"])
        let versioned = Self.request("PUT", "/things/1", json: body, headers: [HTTPField("x-version", "3")])
        #expect(try Self.found(versioned) == [])
        var bare = Self.request("GET", "/things?flag=true")
        bare.headers = []
        #expect(try Self.found(bare) == ["header.Authorization credential"])
        bare.url = "https://shelf.example/things/1"
        #expect(try Self.found(bare) == [])
    }

    @Test("answers are checked by status and schema, and may have more than is declared")
    func answers() throws {
        let request = Self.request("GET", "/things/1")
        let contract = try Self.contract()
        func found(_ status: Int, _ body: String) -> [String] {
            contract.violations(HTTPResponse(status: status, body: Array(body.utf8)), to: request)
                .map { "\($0.place) \($0.kind.rawValue)" }
        }
        #expect(found(200, #"{"name":"box","count":1,"more":true}"#) == [])
        #expect(found(200, #"{"name":"box"}"#) == ["answer.count missing"])
        #expect(found(200, "<html>") == ["answer body"])
        #expect(found(404, "{}") == ["status status"])
    }

    @Test("deviations cover by operation, place and kind, and nothing else")
    func deviations() throws {
        let request = Self.request("POST", "/things", json: #"{"name":"box","new":{"a":1},"count":"1"}"#)
        let all = try Self.contract().violations(request)
        #expect(all.count == 2)
        let known = ContractDeviation("body.n*", in: "POST /things", kind: .undeclared, because: "It is new.")
        #expect(try Self.contract(ContractConventions(), [known]).violations(request).map(\.place) == ["body.count"])
        let elsewhere = ContractDeviation("body.n*", in: "PUT /things/{id}", because: "It is new there.")
        #expect(try Self.contract(ContractConventions(), [elsewhere]).violations(request) == all)
    }

    @Test("no sentence repeats a value")
    func discretion() throws {
        let secret = "s3cr3t-canary"
        let body = #"{"name":{"a":"\#(secret)"},"count":"\#(secret)","at":"\#(secret)","colour":"\#(secret)"}"#
        let found = try Self.contract().violations(Self.request("POST", "/things", json: body))
        #expect(found.count >= 4)
        #expect(!found.contains { $0.description.contains(secret) })
    }

    @Test("a schema that only refers to itself, and one that branches without end, terminate")
    func cycles() throws {
        let loops = """
            {"openapi":"3.0.3","paths":{"/a":{"post":{"requestBody":{"content":{"application/json":{"schema":
            {"$ref":"#/components/schemas/A"}}}},"responses":{}}}},"components":{"schemas":{
            "A":{"allOf":[{"$ref":"#/components/schemas/B"},{"$ref":"#/components/schemas/A"}]},
            "B":{"anyOf":[{"$ref":"#/components/schemas/A"},{"type":"integer"}],"oneOf":[{"$ref":"#/components/schemas/A"}]}}}}
            """
        let contract = OpenAPIContract(try OpenAPIDocument(Array(loops.utf8)))
        let request = Self.request("POST", "/a", json: #"{"deep":[[[[1]]]]}"#)
        #expect(contract.violations(request).allSatisfy { $0.operation == "POST /a" })
    }

    @Test("what is no OpenAPI document is refused", arguments: ["", "[]", "{}", #"{"openapi":"2.0","paths":{}}"#])
    func documents(text: String) {
        #expect(throws: OpenAPIError.self) { try OpenAPIDocument(Array(text.utf8)) }
    }

    @Test("any depth of brackets is read without harm")
    func depth() throws {
        for open in ["[", "{\"a\":", "[{\"a\":"] {
            let body = String(repeating: open, count: 200_000)
            #expect(try Self.found(Self.request("POST", "/things", json: body)) == ["body body"])
        }
    }

    @Test("broken bodies never trap, and the reader agrees with Foundation's where both read them")
    func mutations() throws {
        let contract = try Self.contract()
        let seed = Array(#"{"name":"bøx\u00e9\ud83d\ude00","count":-1.5e3,"parts":[{"a":true},null,[]],"z":"\n"}"#.utf8)
        var mutator = FakeMutator(seed: 7)
        var read = 0
        for _ in 0..<5000 {
            let bytes = mutator.mutate(seed)
            var request = Self.request("POST", "/things", json: "{}")
            request.body = bytes
            _ = contract.violations(request)
            if let value = FakeJSON.reading(bytes) {
                read += 1
                #expect(FakeJSON(bytes: bytes) == value)
            }
        }
        #expect(read > 50)
    }
}
