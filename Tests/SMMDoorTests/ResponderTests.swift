import Glibc
import HTTPTypes
import SMMDoor
import SMMDoorWire
import SMMModel
import SMMTestSupport
import Testing

@Suite("What the door answers")
struct ResponderTests {
    static let token = MediaPassText(
        pass: MediaPass(
            key: 1, asset: AssetID(rawValue: 5), purpose: .publish, network: "threads",
            expires: Instant(seconds: 2_000_000_000), uses: 1, nonce: [UInt8](repeating: 9, count: 12)),
        signature: [UInt8](repeating: 7, count: 32)
    ).text

    /// An open file that is gone from its folder already.
    static func file(_ count: Int) throws -> OpenDescriptor {
        var template = Array("/tmp/smm-door-XXXXXX".utf8CString)
        let number = mkstemp(&template)
        try #require(number >= 0)
        unlink(template)
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(bytes.withUnsafeBytes { write(number, $0.baseAddress, count) } == count)
        return OpenDescriptor(number)
    }

    private static func entrance(_ type: String = "image/jpeg") throws -> Entrance {
        let file = try file(1000)
        return Entrance { question in
            guard case .media = question else { return .success(DeskReply(.refused)) }
            return .success(DeskReply(.media(type: type, count: 1000), file: file))
        }
    }

    @Test("a medium is handed out with its type and length, is kept nowhere and embedded nowhere")
    func medium() async throws {
        let entrance = try Self.entrance()
        let reply = await entrance.get("/media/\(Self.token)")
        #expect(reply.status == .ok && reply.count == 1000)
        let fields = reply.allFields
        #expect(fields[.contentType] == "image/jpeg" && fields[.contentLength] == "1000")
        #expect(fields[.cacheControl] == "no-store" && fields[.xContentTypeOptions] == "nosniff")
        #expect(entrance.questions == [.media(Self.token, isLook: false)])
        #expect(await entrance.get("/media/\(Self.token)", method: .head).status == .ok)
        #expect(entrance.questions.last == .media(Self.token, isLook: true))
    }

    @Test(
        "what is no address is not even asked about",
        arguments: ["a", "AAAA", ResponderTests.token + "A", String(ResponderTests.token.dropLast())])
    func noAddress(text: String) async throws {
        let entrance = try Self.entrance()
        #expect(await entrance.get("/media/\(text)").status == .notFound)
        #expect(entrance.questions.isEmpty)
    }

    @Test(
        "a type that a browser would run is never handed out",
        arguments: [
            "text/html", "image/svg+xml", "application/javascript", "image/jpeg\r\nX: y", "IMAGE/JPEG", "",
        ])
    func types(type: String) async throws {
        let entrance = try Self.entrance(type)
        #expect(await entrance.get("/media/\(Self.token)").status == .notFound)
    }

    @Test("an unknown address, a method it does not have and a bad signature read alike, and say nothing")
    func alike() async throws {
        let entrance = Entrance()
        let replies = [
            await entrance.get("/"), await entrance.get("/media/\(Self.token)"),
            await entrance.get("/media/\(Self.token)", method: .post), await entrance.get("/hook/a"),
            await entrance.get("/hook/a", method: .post), await entrance.get("/.well-known/smmd-door/00"),
            await entrance.get("/connect/back", method: .delete), await entrance.get("/v1/status", method: .put),
        ]
        for reply in replies {
            #expect(reply.status == .notFound && reply.count == 0 && reply.allFields == DoorReply.notFound.allFields)
        }
    }

    @Test(
        "only what was called by the door's own name is answered",
        arguments: [
            nil, "", "localhost", "127.0.0.1", "evil.example", "door.example.org.evil.example", "door.example.org:80",
            "door.example.org:8484", "door.example.org.", "user@door.example.org", "door.example.org, evil.example",
        ] as [String?])
    func hosts(host: String?) async throws {
        let entrance = try Self.entrance()
        #expect(await entrance.get("/media/\(Self.token)", host: host).status == .misdirectedRequest)
        #expect(entrance.questions.isEmpty)
        #expect(await entrance.get("/media/\(Self.token)", host: "DOOR.example.org:443").status == .ok)
    }

    @Test("two hosts are none")
    func twoHosts() async throws {
        let entrance = try Self.entrance()
        let second: HTTPFields = [try #require(HTTPField.Name("Host")): "evil.example"]
        #expect(await entrance.get("/media/\(Self.token)", fields: second).status == .badRequest)
        #expect(entrance.questions.isEmpty)
    }

    @Test("a body where none belongs, and one that is too long, are refused by what they announce")
    func announced() async throws {
        let entrance = try Self.entrance()
        let large: HTTPFields = [.contentLength: "1073741824"]
        for (target, method) in [
            ("/media/\(Self.token)", HTTPRequest.Method.get), ("/connect/back", .post),
        ] {
            let reply = await entrance.get(target, method: method, fields: large)
            #expect(reply.status == .contentTooLarge, "\(target)")
        }
        let longer: HTTPFields = [.contentLength: "\(DoorRoute.longestForm + 1)"]
        #expect(await entrance.get("/connect/back", method: .post, fields: longer).status == .contentTooLarge)
        let endless: HTTPFields = [.transferEncoding: "chunked"]
        #expect(await entrance.get("/media/\(Self.token)", fields: endless).status == .contentTooLarge)
        #expect(await entrance.get("/media/\(Self.token)", fields: [.contentLength: "x"]).status == .contentTooLarge)
        #expect(entrance.questions.isEmpty)
    }

    @Test("opening the way back from a network does nothing; pressing the button hands the code over, once")
    func callback() async throws {
        let entrance = Entrance { question in
            switch question {
            case .callback: .success(DeskReply(.taken(language: "en")))
            case .awaited: .success(DeskReply(.taken(language: "de")))
            default: .success(DeskReply(.refused))
            }
        }
        let page = await entrance.get("/connect/back?code=a%22%3Cb&state=s1&scope=read")
        #expect(page.status == .ok && entrance.questions == [.awaited("s1")])
        let html = Self.text(page)
        #expect(html.contains("lang=\"de\"") && html.contains("Fast geschafft") && html.contains("method=\"post\""))
        #expect(html.contains("value=\"a&quot;&lt;b\"") && !html.contains("<script"))
        let policy = page.allFields[try #require(HTTPField.Name("Content-Security-Policy"))] ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"))
        #expect(!policy.contains("unsafe"))
        let done = await post(entrance, "code=a%22%3Cb&state=s1")
        #expect(done.status == .ok && Self.text(done).contains("Thank you"))
        #expect(entrance.questions.last == .callback(DoorCallback(state: "s1", code: "a\"<b")))
        let denied = await post(entrance, "error=access_denied&state=s1")
        #expect(Self.text(denied).contains("Not connected"))
    }

    @Test(
        "a way back that is over says so kindly; one that is none asks nothing",
        arguments: [
            "", "code=a", "state=s", "code=a&state=s&error=x", "code=a&state=s&state=t", "code=%ff&state=s",
            "code=" + String(repeating: "a", count: 3000) + "&state=s",
        ])
    func callbackOver(query: String) async throws {
        let entrance = Entrance()
        #expect(await entrance.get("/connect/back?" + query).status != .ok)
        #expect(await post(entrance, query).status == .badRequest)
        #expect(entrance.questions.isEmpty)
        let over = await post(entrance, "code=a&state=s")
        #expect(over.status == .gone && Self.text(over).contains("gilt nicht mehr"))
        #expect(await entrance.get("/connect/back?code=a&state=s").status == .gone)
    }

    @Test("a form of another site's page is not taken")
    func crossSite() async throws {
        let entrance = Entrance()
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for value in ["cross-site", "same-site", "none"] {
            let reply = await post(entrance, "code=a&state=s", fields: [site: value])
            #expect(reply.status == .notFound)
        }
        #expect(entrance.questions.isEmpty)
        _ = await post(entrance, "code=a&state=s", fields: [site: "same-origin"])
        #expect(entrance.questions.count == 1)
    }

    @Test("a client that guesses is soon asked to wait, and the next one is not")
    func guessing() async throws {
        let entrance = Entrance()
        var refused = 0
        while await entrance.get("/media/\(Self.token)").status == .notFound { refused += 1 }
        #expect(refused == 12)
        #expect(await entrance.get("/media/\(Self.token)").allFields[.retryAfter] == "60")
        #expect(await entrance.get("/media/\(Self.token)", peer: "203.0.113.8").status == .notFound)
        // Behind a proxy it is the one whom the proxy names.
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        let behind = await entrance.get("/media/\(Self.token)", fields: [name: "203.0.113.7"], peer: "127.0.0.1")
        #expect(behind.status == .tooManyRequests)
        entrance.pass(.minutes(1))
        #expect(await entrance.get("/media/\(Self.token)").status == .notFound)
    }

    @Test("while the daemon is down the door says so, and what it knew of the configuration still counts")
    func down() async throws {
        let entrance = try Self.entrance()
        entrance.set(isDown: true)
        #expect(await entrance.get("/media/\(Self.token)").status == .serviceUnavailable)
        #expect(await entrance.get("/").status == .notFound)
        entrance.set(isDown: false)
        #expect(await entrance.get("/media/\(Self.token)").status == .ok)
        let asked = entrance.factsAsked
        #expect(await entrance.get("/media/\(Self.token)").status == .ok)
        #expect(entrance.factsAsked == asked)
        entrance.set(isDown: true)
        entrance.pass(.minutes(5))
        #expect(await entrance.get("/media/\(Self.token)", host: "evil.example").status == .misdirectedRequest)
        #expect(await entrance.get("/connect/back?code=a&state=s").status == .ok)
        #expect(await entrance.get("/media/\(Self.token)").status == .serviceUnavailable)
    }

    @Test("of media that are asked for together no more go out than may be on their way at a time")
    func crowded() async throws {
        var settings = Entrance.patient
        settings.transfers = 3
        let file = try Self.file(1000)
        let entrance = Entrance(settings) { _ in
            .success(DeskReply(.media(type: "image/jpeg", count: 1000), file: file))
        }
        var held = await withTaskGroup(of: DoorReply.self) { group in
            for number in 0..<12 {
                group.addTask { await entrance.get("/media/\(Self.token)", peer: "203.0.113.\(number)") }
            }
            return await group.reduce(into: [DoorReply]()) { $0.append($1) }
        }
        #expect(held.count { $0.status == .ok } == 3 && held.count { $0.status == .serviceUnavailable } == 9)
        #expect(await entrance.get("/media/\(Self.token)").status == .serviceUnavailable)
        // One that nobody writes any more gives its place back.
        held = []
        #expect(await entrance.get("/media/\(Self.token)").status == .ok)
        #expect(held.isEmpty)
    }

    @Test("what is not handed out takes no place")
    func noPlace() async throws {
        var settings = Entrance.patient
        settings.transfers = 1
        let entrance = Entrance(settings)
        let first = await entrance.get("/media/\(Self.token)")
        let second = await entrance.get("/media/\(Self.token)")
        #expect(first.status == .notFound && second.status == .notFound)
    }

    @Test("when the daemon has as many questions as it takes, it is let alone for a moment")
    func rests() async throws {
        let entrance = Entrance { _ in .failure(.closed) }
        for _ in 0..<5 { #expect(await entrance.get("/media/\(Self.token)").status == .serviceUnavailable) }
        #expect(entrance.questions.count == 1)
        entrance.pass(.milliseconds(49))
        #expect(await entrance.get("/media/\(Self.token)").status == .serviceUnavailable)
        #expect(entrance.questions.count == 1)
        entrance.pass(.milliseconds(1))
        #expect(await entrance.get("/media/\(Self.token)").status == .serviceUnavailable)
        #expect(entrance.questions.count == 2)
    }

    @Test("the log says who asked for what kind of thing, and never an address, a code or a signature")
    func log() async throws {
        let entrance = try Self.entrance()
        _ = await entrance.get("/media/\(Self.token)")
        _ = await entrance.get("/connect/back?code=SECRETCODE&state=SECRETSTATE")
        _ = await post(entrance, "code=SECRETCODE&state=SECRETSTATE")
        _ = await entrance.get("/SECRETPATH\u{1b}[31m")
        let lines = entrance.lines.all
        #expect(lines.count == 4)
        #expect(lines.first?.contains("route=media") == true && lines.first?.contains("host=203.0.113.7") == true)
        for line in lines {
            #expect(!line.contains("SECRET") && !line.contains(Self.token) && !line.contains("\u{1b}"))
        }
    }

    private func post(_ entrance: Entrance, _ form: String, fields: HTTPFields = [:]) async -> DoorReply {
        var fields = fields
        fields[.contentType] = "application/x-www-form-urlencoded"
        return await entrance.get("/connect/back", method: .post, fields: fields, body: Array(form.utf8))
    }

    static func text(_ reply: DoorReply) -> String {
        guard case .bytes(let bytes) = reply.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
