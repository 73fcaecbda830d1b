import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import SMMTestSupport
import Testing

@Suite("The fake AT Protocol server: identity and sessions")
struct FakeBlueskySessionTests {
    private let refresh = "com.atproto.server.refreshSession"
    private let session = "com.atproto.server.getSession"

    @Test("a handle is found at its own site and by the server, and its document names it and the server")
    func identity() throws {
        let client = try BlueskyClient()
        let site = try client.raw("GET", "/.well-known/atproto-did", host: "alice.example")
        #expect(site.status == 200 && site.value.string == client.did)
        #expect(try client.raw("GET", "/.well-known/atproto-did", host: "other.example").status == 404)
        let resolved = try client.call("GET", "com.atproto.identity.resolveHandle?handle=Alice.Example")
        #expect(resolved.value["did"]?.string == client.did)
        #expect(
            try client.call("GET", "com.atproto.identity.resolveHandle?handle=no.example").error == "HandleNotFound")
        let document = try #require(DIDDocument(try client.raw("GET", "/" + client.did, host: "plc.example").value))
        #expect(document.server == "https://pds.example" && document.handle?.text == "alice.example")
        #expect(document.signingKey?.curve == .p256)
        client.host.change { network, now in network.addAccount("carol.example", did: "did:web:carol.example", now: now)
        }
        let web = try client.raw("GET", "/.well-known/did.json", host: "carol.example").value
        #expect(DIDDocument(web)?.handle?.text == "carol.example")
        #expect(try client.raw("GET", "/did:plc:nobody", host: "plc.example").status == 404)
    }

    @Test("the server tells its limits, and a percent sign that starts no escape is one")
    func description() throws {
        let client = try BlueskyClient()
        let server = try client.call("GET", "com.atproto.server.describeServer")
        #expect(server.value["blobUploadLimit"] == 5_242_880 && server.value["did"] == "did:web:pds.example")
        let call = XRPCCall(HTTPRequest(method: "GET", url: "http://H:8/xrpc/a%2Eb?x=%+f&y=a+b&y=%C3%BC&z"))
        #expect(call.host == "h" && call.method == "a.b" && call.parameter("x") == "% f")
        #expect(call.parameters("y") == ["a b", "ü"] && call.parameter("z") == "")
    }

    @Test("each password opens its scope, and the account's own one needs the second factor")
    func passwords() throws {
        let client = try BlueskyClient()
        client.host.change { network, _ in network.change("alice.example") { $0.secondFactor = Secret("12345") } }
        for (password, scope) in [("app", "com.atproto.appPass"), ("privileged", "com.atproto.appPassPrivileged")] {
            let claims = try #require(SessionClaims(token: try client.login(password).access))
            #expect(claims.scope == scope && claims.subject?.text == client.did)
            #expect(claims.expires == client.clock.now.milliseconds / 1000 + 7200)
        }
        let body: ATValue = ["identifier": "alice.example", "password": "main"]
        let asked = try client.call("POST", "com.atproto.server.createSession", body)
        #expect(asked.status == 401 && asked.error == "AuthFactorTokenRequired")
        #expect(SessionClaims(token: try client.login("main", factor: "12345").access)?.scope == "com.atproto.access")
        let wrong: ATValue = ["identifier": "alice.example", "password": "wrong"]
        let refused = try client.call("POST", "com.atproto.server.createSession", wrong)
        #expect(refused.status == 401 && refused.error == "AuthenticationRequired")
    }

    @Test("too many logins are refused for a while, right password or not")
    func logins() throws {
        let client = try BlueskyClient()
        let body: ATValue = ["identifier": "alice.example", "password": "app"]
        for _ in 0..<30 { #expect(try client.call("POST", "com.atproto.server.createSession", body).status == 200) }
        let over = try client.call("POST", "com.atproto.server.createSession", body)
        #expect(over.status == 429 && over.headers.values("Retry-After") == ["300"])
        client.clock.advance(by: .minutes(5))
        #expect(try client.call("POST", "com.atproto.server.createSession", body).status == 200)
    }

    @Test("within the grace an old refresh token yields the same next one, after it nothing")
    func grace() throws {
        let client = try BlueskyClient()
        let old = try client.login()
        let first = client.tokens(try client.call("POST", refresh, token: old.refresh))
        client.clock.advance(by: .minutes(119))
        let second = client.tokens(try client.call("POST", refresh, token: old.refresh))
        #expect(SessionClaims(token: first.refresh)?.id == SessionClaims(token: second.refresh)?.id)
        #expect(try client.call("GET", session, token: old.access).status == 200)
        client.clock.advance(by: .minutes(1))
        let late = try client.call("POST", refresh, token: old.refresh)
        #expect(late.status == 400 && late.error == "ExpiredToken")
        #expect(try client.call("POST", refresh, token: second.refresh).status == 200)
    }

    @Test("where a refresh kills, the old refresh and access token die at once")
    func kills() throws {
        let client = try BlueskyClient(.pds1)
        let old = try client.login()
        let new = client.tokens(try client.call("POST", refresh, token: old.refresh))
        #expect(try client.call("POST", refresh, token: old.refresh).status == 400)
        #expect(try client.call("GET", session, token: old.access).status == 401)
        #expect(try client.call("GET", session, token: new.access).status == 200)
    }

    @Test("an access token that has expired is a 400, and one that is none is told from it")
    func expiry() throws {
        let client = try BlueskyClient()
        let token = try client.login()
        #expect(try client.call("GET", session, token: token.access).value["handle"] == "alice.example")
        #expect(try client.call("GET", session, token: token.refresh).error == "InvalidToken")
        #expect(try client.call("GET", session, token: token.access + "x").error == "InvalidToken")
        #expect(try client.call("GET", session).error == "AuthMissing")
        client.clock.advance(by: .minutes(120))
        let expired = try client.call("GET", session, token: token.access)
        #expect(expired.status == 400 && expired.error == "ExpiredToken")
    }

    @Test("a session that was ended renews no more, nor does that of an account taken down")
    func ends() throws {
        let client = try BlueskyClient()
        let one = try client.login()
        #expect(try client.call("POST", "com.atproto.server.deleteSession", token: one.refresh).status == 200)
        #expect(try client.call("POST", refresh, token: one.refresh).error == "ExpiredToken")
        let two = try client.login()
        client.host.change { network, _ in network.change("alice.example") { $0.status = .takendown } }
        #expect(try client.call("POST", refresh, token: two.refresh).error == "AccountTakedown")
        #expect(try client.call("GET", session, token: two.access).error == "AccountTakedown")
    }

    @Test("a lost refresh is planned by its method")
    func lost() throws {
        let client = try BlueskyClient(.pds1)
        let old = try client.login()
        client.host.plan(method: refresh, .lose(effect: true))
        let request = HTTPRequest(
            method: "POST", url: "https://pds.example/xrpc/" + refresh,
            headers: [HTTPField("Authorization", "Bearer " + old.refresh)])
        #expect(client.host.handle(request) == .closed)
        #expect(try client.call("POST", refresh, token: old.refresh).status == 400)
        #expect(try client.call("GET", session, token: old.access).status == 401)
    }

    @Test("a request with a body where none is due, or an unknown method, is refused")
    func strict() throws {
        let client = try BlueskyClient()
        let token = try client.login()
        if SharedFolder.isWanted {
            #expect(try client.call("POST", refresh, [:], token: token.refresh).error == "InvalidRequest")
        }
        #expect(try client.call("GET", refresh, token: token.refresh).status == 405)
        #expect(try client.call("GET", "com.example.nothing", token: token.access).status == 501)
        let plain = try client.raw(
            "POST", "/xrpc/com.atproto.repo.putRecord", ("text/plain", Array("{}".utf8)), token: token.access)
        #expect(plain.status == 400 && plain.error == "InvalidRequest")
    }
}
