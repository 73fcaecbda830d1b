import HTTPTypes
import SMMDoor
import SMMDoorWire
import Testing

@Suite("What a client sees of an invite")
struct InvitePageTests {
    private static let path = "/invite/0123456789abcdef"
    private static let url = "https://social.example/oauth?state=0123456789abcdef&x=1"

    private static func names(_ language: String, brand: String = "Miller & <Sons>") -> DoorInvitation {
        DoorInvitation(language: language, brand: brand, network: "Mastodon")
    }

    private static func entrance(_ look: DoorAnswer, _ accept: DoorAnswer = .refused) -> Entrance {
        Entrance { question in
            switch question {
            case .invite: .success(DeskReply(look))
            case .accept: .success(DeskReply(accept))
            default: .success(DeskReply(.refused))
            }
        }
    }

    /// Whether the place of a name was left as it is.
    private static func isUnfilled(_ html: String) -> Bool {
        ["{brand}", "{network}", "{host}"].contains { html.contains($0) }
    }

    private func press(_ entrance: Entrance, site: String? = "same-origin", form: Bool = true) async throws -> DoorReply
    {
        var fields: HTTPFields = [:]
        if form { fields[.contentType] = "application/x-www-form-urlencoded" }
        fields[try #require(HTTPField.Name("Sec-Fetch-Site"))] = site
        return await entrance.get(Self.path, method: .post, fields: fields, body: [])
    }

    @Test(
        "opening it does nothing, in the brand's language, with names that cannot break out of the page",
        arguments: [
            ("en", "asks you to connect"), ("de-CH", "bittet Sie"), ("fr", "vous demande"), ("es-MX", "le pide"),
            ("it", "Le chiede"), ("ja", "asks you to connect"),
        ])
    func opened(_ language: String, _ words: String) async throws {
        let entrance = Self.entrance(.invitation(Self.names(language)))
        let reply = await entrance.get(Self.path)
        let html = ResponderTests.text(reply)
        #expect(reply.status == .ok && html.contains(words) && html.contains("Miller &amp; &lt;Sons&gt;"))
        #expect(html.contains("Mastodon") && !Self.isUnfilled(html))
        #expect(html.contains("action=\"\(Self.path)\"") && !html.contains("<script"))
        #expect(entrance.questions == [.invite("0123456789abcdef")])
        #expect(await entrance.get(Self.path, method: .head).status == .ok)
        #expect(entrance.questions.allSatisfy { $0 == .invite("0123456789abcdef") })
    }

    @Test(
        "the button leads to the network, by an address whose host can be read; the page sends nobody there by itself")
    func pressed() async throws {
        let entrance = Self.entrance(.refused, .visit(url: Self.url, Self.names("en")))
        let reply = try await press(entrance)
        let html = ResponderTests.text(reply)
        #expect(reply.status == .ok && reply.allFields[.location] == nil)
        #expect(html.contains("href=\"https://social.example/oauth?state=0123456789abcdef&amp;x=1\""))
        #expect(html.contains("Go to social.example") && html.contains("rel=\"noreferrer\""))
        #expect(entrance.questions == [.accept("0123456789abcdef")])
    }

    @Test(
        "an address that a browser would run leads nowhere",
        arguments: [
            "javascript:alert(1)", "data:text/html,x", "https://a.example/\u{7F}", "//a.example", "https://a b/",
        ])
    func unfit(_ url: String) async throws {
        let html = ResponderTests.text(try await press(Self.entrance(.refused, .visit(url: url, Self.names("en")))))
        #expect(html.contains("That did not work") && !html.contains("href"))
    }

    @Test("another site's page, and what is no form, press no button")
    func crossSite() async throws {
        let entrance = Self.entrance(.refused, .visit(url: Self.url, Self.names("en")))
        for site in ["cross-site", "same-site", "none"] {
            #expect(try await press(entrance, site: site).status == .notFound)
        }
        #expect(try await press(entrance, form: false).status == .notFound)
        #expect(entrance.questions.isEmpty)
    }

    @Test("each end of an invite has words of its own in each language", arguments: ["en", "de", "fr", "es", "it"])
    func ended(_ language: String) async throws {
        var titles: Set<String> = []
        for news in DoorNews.allCases {
            let reply = await Self.entrance(.news(news, Self.names(language))).get(Self.path)
            let html = ResponderTests.text(reply)
            #expect(reply.status == .gone && html.contains("lang=\"\(language)\"") && !Self.isUnfilled(html))
            let title = try #require(html.split(separator: "<h1>").last?.split(separator: "</h1>").first)
            titles.insert(String(title))
        }
        #expect(titles.count == DoorNews.allCases.count)
    }

    @Test("one that never was says so kindly, whatever a messenger wrote behind it; nothing of it is asked")
    func unknown() async throws {
        for tail in ["", "?fbclid=abc&utm_source=mail"] {
            let entrance = Self.entrance(.refused)
            let reply = await entrance.get(Self.path + tail)
            #expect(reply.status == .notFound && ResponderTests.text(reply).contains("gibt es nicht"))
            #expect(entrance.questions == [.invite("0123456789abcdef")])
        }
        #expect(try await press(Self.entrance(.refused)).status == .notFound)
        #expect(await Self.entrance(.later).get(Self.path).status == .serviceUnavailable)
    }

    @Test("questions for which smmd asks a network leave room for the others")
    func slow() async throws {
        var settings = Entrance.patient
        settings.slowQuestions = 0
        let entrance = Entrance(settings) { question in
            question.isSlow ? .failure(.garbled) : .success(DeskReply(.invitation(Self.names("en"))))
        }
        #expect(try await press(entrance).status == .serviceUnavailable)
        #expect(entrance.questions.isEmpty)
        #expect(await entrance.get(Self.path).status == .ok)
    }

    @Test("the log never names what an invite's address ends with")
    func log() async throws {
        let entrance = Self.entrance(.invitation(Self.names("en")), .visit(url: Self.url, Self.names("en")))
        _ = await entrance.get(Self.path)
        _ = try await press(entrance)
        #expect(entrance.lines.all.count == 2)
        #expect(entrance.lines.all.allSatisfy { $0.contains("route=invite") && !$0.contains("0123456789abcdef") })
    }
}
