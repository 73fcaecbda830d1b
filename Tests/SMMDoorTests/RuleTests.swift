import SMMDoor
import SMMModel
import SMMTestSupport
import Testing

@Suite("What the door takes for what")
struct RuleTests {
    @Test("there are three addresses, and each has one spelling")
    func routes() {
        #expect(DoorRoute.find("/media/AbC-_9")?.route == .media("AbC-_9"))
        #expect(DoorRoute.find("/.well-known/smmd-door/00ff")?.route == .proof("00ff"))
        let back = DoorRoute.find("/connect/back?code=a%20b&state=c")
        #expect(back?.route == .callback && back?.query == "code=a%20b&state=c")
    }

    @Test(
        "nothing else is there",
        arguments: [
            "", "/", "//", "*", "media/a", "/media", "/media/", "/media/a/", "//media/a", "/media//a", "/./media/a",
            "/media/./a", "/media/../media/a", "/media/..", "/media/.", "/x/../media/a", "/media/%61", "/medi%61/a",
            "/media/a%00", "/media/a\u{0}", "/media\\a", "/media/a;b", "/media/a?x=1", "/media/a#b", "/Media/a",
            "http://door.example.org/media/a", "https://door.example.org/connect/back", "//door.example.org/media/a",
            "/media/ä", "/media/a b", "/media/a/b", "/connect/back/", "/connect", "/hook", "/hook/a/b", "/invite",
            "/v1/status",
            "/.well-known/smmd-door", "/.well-known/smmd-door/a/b", "/.well-known/../media/a", "/media/a:80",
            "/media/" + String(repeating: "a", count: 600), "/connect/back%3Fcode=1",
        ])
    func absent(target: String) { #expect(DoorRoute.find(target)?.route == nil) }

    @Test("100,000 damaged targets name no address but by its own letters")
    func damaged() async {
        var random = SeededRandom(seed: 11)
        let letters = Array("/media.%2e%00\\?#:@;a0~ ä\u{0}")
        for round in 0..<100_000 {
            // Others share the few threads.
            if round.isMultiple(of: 256) { await Task.yield() }
            let target = "/" + String((0..<random.below(12)).map { _ in letters[random.below(letters.count)] })
            guard case .media(let text)? = DoorRoute.find(target)?.route else { continue }
            #expect(target == "/media/" + text && !text.isEmpty && text != "." && text != "..")
        }
    }

    @Test("a client is the peer, or who a trusted proxy says")
    func clients() {
        let trusted = ClientAddress.proxies(["127.0.0.1", "::1", "10.0.0.1"])
        func of(_ peer: String?, _ forwarded: [String]) -> String {
            ClientAddress.of(peer: peer, forwarded: forwarded, trusted: trusted).description
        }
        #expect(of("203.0.113.7", []) == "203.0.113.7")
        // Anybody can write the field; only a proxy's counts.
        #expect(of("203.0.113.7", ["1.2.3.4"]) == "203.0.113.7")
        #expect(of("127.0.0.1", ["1.2.3.4"]) == "1.2.3.4")
        // What stands before the last address, the client wrote.
        #expect(of("127.0.0.1", ["9.9.9.9, 1.2.3.4"]) == "1.2.3.4")
        #expect(of("127.0.0.1", ["9.9.9.9", "1.2.3.4"]) == "1.2.3.4")
        #expect(of("127.0.0.1", ["9.9.9.9, 1.2.3.4, 10.0.0.1"]) == "1.2.3.4")
        #expect(of("::1", ["2001:db8:1:2:3:4:5:6"]) == "2001:db8:1:2::/64")
        #expect(of("127.0.0.1", ["::ffff:1.2.3.4"]) == "1.2.3.4")
        #expect(of("127.0.0.1", ["garbage"]) == "127.0.0.1")
        #expect(of("127.0.0.1", ["1.2.3.4, "]) == "127.0.0.1")
        #expect(of("127.0.0.1", []) == "127.0.0.1")
        // An IPv4 proxy on a listener of both kinds is the same proxy.
        #expect(of("::ffff:127.0.0.1", ["1.2.3.4"]) == "1.2.3.4")
        #expect(of(nil, ["1.2.3.4"]) == "1.2.3.4")
        #expect(of(nil, []) == "local")
    }

    @Test("two addresses of one /64 are one client, and two IPv4 ones are two")
    func networks() {
        #expect(ClientAddress("2001:db8::1") == ClientAddress("2001:db8:0:0:ffff::2"))
        #expect(ClientAddress("2001:db8::1") != ClientAddress("2001:db8:0:1::1"))
        #expect(ClientAddress("192.0.2.1") != ClientAddress("192.0.2.2"))
        for text in ["", "localhost", "1.2.3", "fe80::1%eth0", "[::1]", "1.2.3.4:80", "0x7f.1"] {
            #expect(ClientAddress(text) == nil, "\(text)")
        }
    }

    @Test("a client has its drops, gets them back with time, and is not charged for others")
    func rates() throws {
        var table = RateTable(capacity: 3, perSecond: 1, most: 10)
        let (one, two) = (try #require(ClientAddress("192.0.2.1")), try #require(ClientAddress("192.0.2.2")))
        let start = Milliseconds.seconds(1000)
        func take(_ client: ClientAddress, _ now: Milliseconds) -> Bool { table.take(from: client, now: now) }
        for _ in 0..<3 { #expect(take(one, start)) }
        #expect(!take(one, start))
        #expect(take(two, start))
        #expect(!take(one, start + 999))
        #expect(take(one, start + 1000))
        table.charge(100, to: two, now: start)
        #expect(!take(two, start + 500))
        #expect(take(two, start + 1000))
    }

    @Test("100,000 clients take the memory of few, and the one that floods gains nothing by them")
    func bounded() async throws {
        var table = RateTable(capacity: 5, perSecond: 1, most: 256)
        let flooder = try #require(ClientAddress("198.51.100.1"))
        let now = Milliseconds.seconds(1)
        var (passed, most) = (0, 0)
        for number in 0..<100_000 {
            // Others share the few threads.
            if number.isMultiple(of: 256) { await Task.yield() }
            let client = try #require(ClientAddress("10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"))
            _ = table.take(from: client, now: now + Int64(number / 100))
            if number.isMultiple(of: 10), table.take(from: flooder, now: now + Int64(number / 100)) { passed += 1 }
            most = max(most, table.count)
        }
        // A second of refill and the five it began with: it asks too often to be the one that is forgotten.
        #expect(passed <= 8)
        #expect(most <= 256)
    }

    @Test("forms are read strictly")
    func forms() {
        #expect(FormFields.read("a=1&b=x+y%21&c") == ["a": "1", "b": "x y!", "c": ""])
        #expect(FormFields.read("") == [:])
        for bad in ["a=1&a=2", "a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", String(repeating: "a&", count: 40)] {
            #expect(FormFields.read(bad) == nil, "\(bad)")
        }
    }
}

private func + (span: Milliseconds, count: Int64) -> Milliseconds { Milliseconds(count: span.count + count) }
