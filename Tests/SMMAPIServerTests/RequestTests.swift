import HTTPTypes
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("Reading requests")
struct RequestTests {
    @Test("an unknown route is a 404 and a wrong method a 405 that names the right ones")
    func routing() async throws {
        try await Desk.open { (desk) async throws in
            for path in [
                "/", "/v1", "/v1/", "/v1/nothing", "/v2/ping", "/v1/ping/", "/v1//ping", "//v1/ping", "/v1/posts//why",
            ] {
                let answer = try await desk.send("GET", path)
                #expect(answer.status == 404 && answer.code == "route-not-found", "\(path)")
            }
            let answer = try await desk.send("DELETE", "/v1/brands")
            #expect(answer.status == 405 && answer.code == "method-not-allowed")
            #expect(answer.headers[.allow] == "GET, POST")
            #expect(try await desk.send("BREW", "/v1/ping").status == 405)
            #expect(try await desk.send("GET", "/v1/brands/%ff").code == "path-invalid")
            #expect(try await desk.send("GET", "/v1/brands/%61cme").status == 200)
        }
    }

    @Test("an unknown field is refused with the nearest name, however deep it lies")
    func unknownFields() async throws {
        try await Desk.open { (desk) async throws in
            let answer = try await desk.send("POST", "/v1/posts", body: #"{"brand":"acme","texd":"x"}"#)
            #expect(answer.status == 422 && answer.code == "field-unknown")
            #expect(try answer.problem().next == "Did you mean text?")
            let deep = try await desk.send(
                "POST", "/v1/posts", body: #"{"brand":"acme","parts":[{"text":"a"},{"txt":"b"}],"tu":1}"#)
            #expect(try deep.problem().parameters == ["path": "parts[1]"])
            #expect(try deep.problem().others?.map(\.code) == ["field-unknown"])
            #expect(desk.posts.count == 2)
        }
    }

    @Test(
        "a body that is not what it should be is refused with its own code",
        arguments: [
            ("{", "json-invalid", 400), ("[]", "field-type", 422), (#"{"text":1}"#, "field-type", 422),
            ("{} x", "json-invalid", 400),
            (#"{"text":"a","text":"b"}"#, "json-duplicate-name", 400), (#"{"text":"\u0000"}"#, "text-nul", 400),
            (#"{"lateWindowSeconds":99999999999999999999}"#, "field-type", 422), ("", "body-missing", 400),
        ])
    func bodies(_ body: String, _ code: String, _ status: Int) async throws {
        try await Desk.open { (desk) async throws in
            let path = body.isEmpty ? "/v1/brands" : "/v1/posts"
            let answer = try await desk.send("POST", path, body: body)
            #expect(answer.code == code && answer.status == status, "\(answer.text)")
        }
    }

    @Test("deep JSON and invalid UTF-8 are refused")
    func hostileBodies() async throws {
        try await Desk.open { (desk) async throws in
            let deep = String(repeating: "[", count: 500_000)
            #expect(try await desk.send("POST", "/v1/posts", body: deep).code == "json-too-deep")
            let bytes = Array(#"{"text":""#.utf8) + [0xc3, 0x28] + Array(#""}"#.utf8)
            #expect(try await desk.send("POST", "/v1/posts", bytes: bytes).code == "utf8-invalid")
        }
    }

    @Test(
        "only JSON is taken as JSON",
        arguments: [nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
    func contentType(_ type: String?) async throws {
        try await Desk.open { (desk) async throws in
            let answer = try await desk.send("POST", "/v1/posts", body: #"{"text":"x"}"#, type: type)
            #expect(answer.status == 415 && answer.code == "content-type")
            let good = try await desk.send(
                "POST", "/v1/posts", body: #"{"brand":"acme","text":"x"}"#, type: "Application/JSON; charset=utf-8")
            #expect(good.status == 201)
        }
    }

    @Test("a body over the limit is a 413, by its stated length and by its bytes")
    func limits() async throws {
        try await Desk.open { (desk) async throws in
            let large = #"{"text":""# + String(repeating: "x", count: APIVersion.maximumBody) + #""}"#
            #expect(try await desk.send("POST", "/v1/posts", body: large).status == 413)
            #expect(
                try await desk.send("POST", "/v1/posts", body: "{}", headers: ["Content-Length": "99999999"]).status
                    == 413)
            let unstated = try await desk.send(
                "POST", "/v1/posts", body: large, headers: ["Transfer-Encoding": "chunked", "Content-Length": "0"])
            #expect(unstated.status == 413)
            #expect(try await desk.send("POST", "/v1/backups", body: "{}").code == "body-unexpected")
        }
    }

    @Test("unknown, repeated and ill-typed query parameters are refused")
    func query() async throws {
        try await Desk.open { (desk) async throws in
            let unknown = try await desk.send("GET", "/v1/posts?brnd=acme")
            #expect(unknown.code == "parameter-unknown")
            #expect(try unknown.problem().next == "Did you mean brand?")
            #expect(try await desk.send("GET", "/v1/posts?limit=1&limit=2").code == "query-repeated")
            #expect(try await desk.send("GET", "/v1/posts?limit=x").code == "query-type")
            #expect(try await desk.send("GET", "/v1/posts?limit=500").code == "limit-out-of-range")
            #expect(try await desk.send("GET", "/v1/posts?from=yesterday").code == "query-type")
            #expect(try await desk.send("GET", "/v1/posts?cursor=abc").code == "cursor-invalid")
            #expect(try await desk.send("GET", "/v1/ping?x=1").code == "parameter-unknown")
            #expect(try await desk.send("GET", "/v1/posts?brand=%zz").code == "query-invalid")
        }
    }

    @Test("a list is walked by its cursor, which holds for the same filters alone")
    func paging() async throws {
        try await Desk.open { (desk) async throws in
            for _ in 0..<5 { _ = try await desk.send("POST", "/v1/posts", body: #"{"brand":"acme","text":"x"}"#) }
            var seen: [PostID] = []
            var cursor: String?
            repeat {
                let more = cursor.map { "&cursor=" + $0 } ?? ""
                let answer = try await desk.send("GET", "/v1/posts?limit=3" + more)
                let page = try WireJSON.decode(Page<PostSummary>.self, from: answer.body)
                seen += page.items.map(\.id)
                cursor = page.next
                if let cursor {
                    #expect(
                        try await desk.send("GET", "/v1/posts?limit=3&state=missed&cursor=" + cursor).code
                            == "cursor-mismatch")
                }
            } while cursor != nil
            #expect(seen.count == 7 && Set(seen).count == 7)
        }
    }

    @Test("a web page's request is refused, by Host and by Origin")
    func browsers() async throws {
        try await Desk.open { (desk) async throws in
            for host in ["example.org", "localhost.evil.example", "127.0.0.1", "localhost:8080", "[::1]"] {
                #expect(try await desk.send("GET", "/v1/ping", host: host).code == "host-refused", "\(host)")
            }
            for host in ["localhost", "LOCALHOST", "smmd", "", nil] as [String?] {
                #expect(try await desk.send("GET", "/v1/ping", host: host).status == 200)
            }
            for origin in ["http://localhost", "null", "https://example.org"] {
                let answer = try await desk.send("GET", "/v1/ping", headers: ["Origin": origin])
                #expect(answer.status == 403 && answer.code == "origin-refused")
            }
        }
    }

    @Test("an ETag guards an edit")
    func etags() async throws {
        try await Desk.open { (desk) async throws in
            let path = "/v1/posts/" + (desk.things["acme"]?["post"] ?? "")
            let shown = try await desk.send("GET", path)
            let etag = try #require(shown.headers[.eTag])
            let first = try await desk.send("PATCH", path, body: #"{"text":"b"}"#, headers: ["If-Match": etag])
            #expect(first.status == 200 && first.headers[.eTag] != etag)
            let second = try await desk.send("PATCH", path, body: #"{"text":"c"}"#, headers: ["If-Match": etag])
            #expect(second.status == 412 && second.code == "post-changed")
            #expect(try await desk.send("PATCH", path, body: "{}", headers: ["If-Match": "*"]).status == 200)
            for bad in ["1", "W/\"1\"", "\"\"", "\"x\""] {
                #expect(
                    try await desk.send("PATCH", path, body: "{}", headers: ["If-Match": bad]).code == "match-invalid")
            }
        }
    }

    @Test("the same key gives the stored answer, byte for byte, and says so; another body with it is refused")
    func keys() async throws {
        try await Desk.open { (desk) async throws in
            func make(_ name: String, key: String) async throws -> Answer {
                try await desk.send(
                    "POST", "/v1/brands", body: #"{"name":"\#(name)"}"#, headers: ["Idempotency-Key": key])
            }
            let first = try await make("gamma", key: "k-1")
            let second = try await make("gamma", key: "k-1")
            let replayed = try #require(HTTPField.Name("idempotency-replayed"))
            #expect(first.status == 201 && second.status == 201 && first.body == second.body)
            #expect(first.headers[replayed] == nil && second.headers[replayed] == "true")
            let other = try await make("delta", key: "k-1")
            #expect(other.status == 422 && other.code == "idempotency-key-reused")
            for bad in ["", "a b", String(repeating: "k", count: 256)] {
                #expect(try await make("delta", key: bad).code == "key-invalid")
            }
            #expect(try await make("gamma", key: "k-2").code == "brand-name-taken")
        }
    }

    @Test("a dry run answers as if, and changes nothing")
    func dryRun() async throws {
        try await Desk.open { (desk) async throws in
            let answer = try await desk.send("POST", "/v1/brands?dryRun=true", body: #"{"name":"gamma"}"#)
            #expect(answer.status == 201 && answer.text.contains("gamma"))
            #expect(try await desk.send("GET", "/v1/brands/gamma").status == 404)
            let refused = try await desk.send("POST", "/v1/brands?dryRun=1", body: #"{"name":"acme"}"#)
            #expect(refused.code == "brand-name-taken")
        }
    }

    @Test("times come with the brand's wall clock beside them")
    func moments() async throws {
        try await Desk.open { (desk) async throws in
            let answer = try await desk.send("GET", "/v1/brands/acme")
            let brand = try WireJSON.decode(BrandView.self, from: answer.body)
            #expect(brand.createdAt == Moment(at: "2026-11-28T08:30:00Z", local: "2026-11-28T08:30:00Z", zone: "UTC"))
        }
    }

    @Test("the served document is the one that describes the routes")
    func document() async throws {
        try await Desk.open { (desk) async throws in
            let answer = try await desk.send("GET", "/v1/openapi.json")
            #expect(try answer.json() == OpenAPIDocument.value(release: "0.0.1"))
        }
    }

    @Test("a batch is neither empty nor endless")
    func batches() async throws {
        try await Desk.open { (desk) async throws in
            #expect(try await desk.send("POST", "/v1/posts/batch", body: #"{"posts":[]}"#).code == "batch-size")
            let many =
                #"{"brand":"acme","posts":["# + Array(repeating: "{}", count: 10_001).joined(separator: ",") + "]}"
            #expect(try await desk.send("POST", "/v1/posts/batch", body: many).code == "batch-size")
            let some =
                #"{"brand":"acme","posts":["# + Array(repeating: "{}", count: 10_000).joined(separator: ",") + "]}"
            #expect(try await desk.send("POST", "/v1/posts/batch", body: some).status == 201)
        }
    }

    @Test("an error of the program's own is a 500 that tells nothing but where to look")
    func internalErrors() async throws {
        try await Desk.open { (desk) async throws in
            await desk.database.close()
            let answer = try await desk.send("GET", "/v1/brands")
            #expect(answer.status == 503 && answer.code == "stopping")
        }
    }
}
