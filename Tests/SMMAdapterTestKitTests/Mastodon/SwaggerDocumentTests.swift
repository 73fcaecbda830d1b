import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("A Swagger 2.0 document as a contract")
struct SwaggerDocumentTests {
    private static let document = #"""
        {"swagger":"2.0","paths":{
          "/things":{
            "get":{"parameters":[{"in":"query","name":"limit","type":"integer","maximum":40},
              {"in":"query","name":"types[]","type":"array","items":{"type":"string","enum":["a","b"]},
                "collectionFormat":"multi"}]},
            "post":{"consumes":["application/json","application/x-www-form-urlencoded"],
              "security":[{"bearer":["write"]}],"parameters":[
              {"in":"formData","name":"title","type":"string","required":true},
              {"in":"formData","name":"ids[]","type":"array","items":{"type":"string"}},
              {"in":"formData","name":"poll[options][]","type":"array","items":{"type":"string"}},
              {"in":"formData","name":"poll[seconds]","type":"integer"},
              {"in":"formData","name":"pairs[0][name]","type":"string"}]}},
          "/files/{id}":{"put":{"consumes":["multipart/form-data"],"parameters":[
            {"in":"path","name":"id","type":"string","required":true},
            {"in":"formData","name":"file","type":"file","required":true}]}}}}
        """#

    private func violations(_ request: HTTPRequest) throws -> [String] {
        let document = try #require(FakeJSON(bytes: Array(Self.document.utf8)))
        let contract = OpenAPIContract(
            try SwaggerDocument.openAPI(document), conventions: ContractConventions(equatesBodies: true))
        return contract.violations(request).map { "\($0.place) \($0.kind.rawValue)" }
    }

    private func post(_ json: String, authorization: String? = "Bearer a") -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: "https://fake.example/things",
            headers: [HTTPField("Content-Type", "application/json")]
                + (authorization.map { [HTTPField("Authorization", $0)] } ?? []), body: Array(json.utf8))
    }

    @Test("a form's fields are one object, their names in brackets its members")
    func form() throws {
        let whole = #"{"title":"a","ids":["1"],"poll":{"options":["x","y"],"seconds":5},"pairs":{"0":{"name":"n"}}}"#
        #expect(try violations(post(whole)) == [])
        #expect(try violations(post(#"{"ids":"1"}"#)) == ["body.title missing", "body.ids type"])
        #expect(try violations(post(#"{"title":"a","poll":{"options":[1],"seconds":"5"}}"#)).count == 2)
        #expect(try violations(post(#"{"title":"a","tilte":"b"}"#)) == ["body.tilte undeclared"])
        #expect(try violations(post(#"{"title":"a"}"#, authorization: nil)) == ["header.Authorization credential"])
    }

    @Test("queries, paths and files are held against what is said of them")
    func others() throws {
        let get = { (query: String) in HTTPRequest(method: "GET", url: "https://fake.example/things?\(query)") }
        #expect(try violations(get("limit=40&types[]=a&types[]=b")) == [])
        #expect(try violations(get("limit=41")) == ["query.limit range"])
        #expect(try violations(get("types[]=c")).count == 1)
        #expect(try violations(get("colour=red")) == ["query.colour undeclared"])
        let body = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n"
        let upload = HTTPRequest(
            method: "PUT", url: "https://fake.example/files/7",
            headers: [HTTPField("Content-Type", "multipart/form-data; boundary=b")], body: Array(body.utf8))
        #expect(try violations(upload) == ["body.file type"])
        #expect(try violations(HTTPRequest(method: "GET", url: "https://fake.example/other")) == ["path route"])
    }

    @Test("another document is none")
    func none() throws {
        for text in [#"{"openapi":"3.0.0","paths":{}}"#, #"{"swagger":"2.0"}"#, "[]"] {
            let document = try #require(FakeJSON(bytes: Array(text.utf8)))
            #expect(throws: OpenAPIError.self) { try SwaggerDocument.openAPI(document) }
        }
    }
}
