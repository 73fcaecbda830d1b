import Glibc
import NIOCore
import SMMDoor
import SMMDoorWire
import SMMModel
import SMMSystemd
import SMMTestSupport
import Testing

@Suite("The door on the wire, under hostile clients")
struct ServerTests {
    private static let token = ResponderTests.token
    private static let get = "GET /media/\(token) HTTP/1.1\r\nHost: door.example.org\r\n"
    private static let form =
        "POST /connect/back HTTP/1.1\r\nHost: door.example.org\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    private static let absent = "GET /x HTTP/1.1\r\nHost: door.example.org\r\n\r\n"

    /// Limits that no machine is too slow for, and a client that may ask without end.
    private static var open: DoorSettings {
        var settings = Entrance.patient
        settings.burst = 1_000_000
        return settings
    }

    /// An entrance that hands out a file of `count` bytes.
    private static func entrance(_ count: Int = 1000, _ settings: DoorSettings = ServerTests.open) throws -> Entrance {
        let file = try ResponderTests.file(count)
        return Entrance(settings) { question in
            switch question {
            case .media: .success(DeskReply(.media(type: "image/jpeg", count: Int64(count)), file: file))
            case .callback(let callback) where callback.code.utf8.count == 2000:
                .success(DeskReply(.taken(language: "en")))
            default: .success(DeskReply(.refused))
            }
        }
    }

    @Test("a large medium arrives whole, and the connection serves the next request")
    func whole() async throws {
        let count = 3_000_001
        try await Self.entrance(count).serving { port, _ in
            let client = try RawClient(port: port)
            await client.send(Self.get + "\r\n")
            let answer = try await client.answer()
            #expect(answer.status == 200 && answer.body.count == count)
            #expect(answer.body == (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            await client.send("HEAD /media/\(ServerTests.token) HTTP/1.1\r\nHost: door.example.org\r\n\r\n")
            let head = try await client.answer(hasBody: false)
            #expect(head.status == 200 && head.field("content-length") == "\(count)")
            await client.send(Self.absent)
            #expect(try await client.answer().status == 404)
        }
    }

    @Test("a body of 1 GiB is refused by its Content-Length, without being read")
    func announced() async throws {
        try await Self.entrance().serving { port, _ in
            for target in ["/connect/back", "/media/\(ServerTests.token)"] {
                let client = try RawClient(port: port)
                let method = target.hasPrefix("/media") ? "GET" : "POST"
                await client.send(
                    "\(method) \(target) HTTP/1.1\r\nHost: door.example.org\r\nContent-Length: 1073741824\r\n\r\n")
                let answer = try await client.answer()
                #expect(answer.status == 413 && answer.field("connection") == "close", "\(target)")
                #expect(await client.rest()?.isEmpty == true)
            }
        }
    }

    @Test("a body without an end is refused by count")
    func endless() async throws {
        try await Self.entrance().serving { port, _ in
            let client = try RawClient(port: port)
            await client.send(Self.form + "Transfer-Encoding: chunked\r\n\r\n")
            let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 65, count: 1 << 16) + Array("\r\n".utf8)
            var sent = 0
            // 20 MiB, where 8 KiB are taken; it is cut off long before.
            for _ in 0..<320 {
                let count = await client.send(chunk)
                sent += count
                if count < chunk.count { break }
            }
            #expect(sent < 16 << 20)
            let rest = try #require(await client.rest())
            #expect(rest.isEmpty || String(decoding: rest, as: UTF8.self).contains(" 413 "))
        }
    }

    @Test("a form in pieces arrives whole")
    func pieces() async throws {
        try await Self.entrance().serving { port, _ in
            let client = try RawClient(port: port)
            // As long as a form may be: each letter of the code takes three.
            let code = String(repeating: "%41", count: 2000)
            let rest = DoorRoute.longestForm - code.utf8.count - "state=s&code=&x=".utf8.count
            let body = Array("state=s&code=\(code)&x=\(String(repeating: "x", count: rest))".utf8)
            await client.send(Self.form + "Content-Length: \(body.count)\r\n\r\n")
            for start in stride(from: 0, to: body.count, by: 256) {
                await client.send(Array(body[start..<min(start + 256, body.count)]))
            }
            #expect(try await client.answer().status == 200)
            await client.send(Self.absent)
            #expect(try await client.answer().status == 404)
        }
    }

    @Test("half a form that ends there is none")
    func half() async throws {
        let entrance = try Self.entrance()
        try await entrance.serving { port, server in
            do {
                let client = try RawClient(port: port)
                await client.send(Self.form + "Content-Length: 300\r\n\r\nstate=s&code=abc")
            }
            let other = try RawClient(port: port)
            await other.send(Self.absent)
            #expect(try await other.answer().status == 404)
        }
        #expect(entrance.questions.isEmpty)
    }

    @Test(
        "targets that mean two things to two programs are not there",
        arguments: [
            "http://door.example.org/media/\(ServerTests.token)", "//media/\(ServerTests.token)",
            "/media/../media/\(ServerTests.token)",
            "/%6dedia/\(ServerTests.token)", "/media/\(ServerTests.token)%00", "/media/\(ServerTests.token)/",
            "/media/./\(ServerTests.token)", "/media\\\(ServerTests.token)",
            "/media/\(ServerTests.token)?a", "*", "/media/\(ServerTests.token)#x",
            "https://evil.example/media/\(ServerTests.token)",
        ])
    func targets(target: String) async throws {
        let entrance = try Self.entrance()
        try await entrance.serving { port, _ in
            let client = try RawClient(port: port)
            await client.send("GET \(target) HTTP/1.1\r\nHost: door.example.org\r\n\r\n")
            let status = try await client.answer().status
            #expect(status == 404 || status == 400)
        }
        #expect(entrance.questions.isEmpty)
    }

    @Test(
        "what is no HTTP, or is it in two ways, is cut off with no more than a status",
        arguments: [
            "\u{16}\u{3}\u{1}\u{2}\u{0}\r\n\r\n", "GET /x\r\n\r\n", "GET /x HTTP/9.9\r\nHost: door.example.org\r\n\r\n",
            "GET /media/\(ServerTests.token)\u{0} HTTP/1.1\r\nHost: door.example.org\r\n\r\n",
            "\(ServerTests.get)Host: evil.example\r\n\r\n",
            "\(ServerTests.get)A: \(String(repeating: "a", count: 20_000))\r\n\r\n",
            ServerTests.get + (0..<200).map { "A\($0): 1\r\n" }.joined() + "\r\n",
            "POST /connect/back HTTP/1.1\r\nHost: door.example.org\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /connect/back HTTP/1.1\r\nHost: door.example.org\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "POST /connect/back HTTP/1.1\r\nHost: door.example.org\r\nContent-Length: -1\r\n\r\n",
            "\(ServerTests.get)A : b\r\n\r\n", "\(ServerTests.get) folded: x\r\n\r\n",
            "GET /media/\(ServerTests.token) HTTP/1.1\nHost: door.example.org\n\n",
        ])
    func noHTTP(text: String) async throws {
        var settings = Self.open
        settings.headTime = .milliseconds(300)
        let entrance = try Self.entrance(1000, settings)
        try await entrance.serving { port, _ in
            let client = try RawClient(port: port)
            await client.send(text)
            let rest = String(decoding: try #require(await client.rest(), "it was not cut off"), as: UTF8.self)
            let status = rest.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            #expect(rest.isEmpty || [400, 413, 421, 431, 505].contains(status), "\(rest)")
            #expect(rest.hasSuffix("\r\n\r\n") || rest.isEmpty, "there is a body: \(rest)")
        }
        #expect(entrance.questions.isEmpty)
    }

    @Test("a head that does not come, comes slowly, or a body that does, is cut off in its time")
    func slow() async throws {
        var settings = Self.open
        settings.headTime = .milliseconds(100)
        settings.bodyTime = .milliseconds(100)
        try await Self.entrance(1000, settings).serving { port, _ in
            for text in [
                "", "GET /x HT", "POST /connect/back HTTP/1.1\r\nHost: door.example.org\r\nContent-Length: 9\r\n\r\na",
            ] {
                let client = try RawClient(port: port)
                await client.send(text)
                #expect(await client.rest() != nil, "\(text)")
            }
            // Byte by byte it takes no longer.
            let drip = try RawClient(port: port)
            var count = 0
            for byte in Array((Self.get + String(repeating: "A: b\r\n", count: 1000)).utf8) {
                guard await drip.send([byte]) == 1 else { break }
                count += 1
            }
            #expect(await drip.rest() != nil)
        }
    }

    @Test("a client that does not read is cut off in its time, and its medium is let go of")
    func unread() async throws {
        var settings = Self.open
        settings.readTime = .milliseconds(100)
        settings.leastRate = 1 << 40
        settings.transfers = 1
        try await Self.entrance(30_000_000, settings).serving { port, server in
            let client = try RawClient(port: port)
            await client.send(Self.get + "\r\n")
            // Its place is taken by now, whoever comes next.
            #expect(try await client.answer(hasBody: false).status == 200)
            // The other one is refused while the first is on its way, and served when that is over.
            let other = try RawClient(port: port)
            var status = 503
            for _ in 0..<50_000 where status == 503 {
                await other.send("HEAD /media/\(ServerTests.token) HTTP/1.1\r\nHost: door.example.org\r\n\r\n")
                status = try await other.answer(hasBody: false).status
            }
            #expect(status == 200)
            let rest = try #require(await client.rest())
            #expect(rest.count < 30_000_000)
        }
    }

    @Test("hundreds of connections that say nothing keep nobody out")
    func idle() async throws {
        // Both ends are in this process, which other tests share.
        let count = min(1000, Int(clamping: DescriptorLimit.raise().soft) / 2 - 400)
        try #require(count > 300, "the process may open too few files for this test")
        var settings = Self.open
        settings.maximumConnections = 200
        try await Self.entrance(1000, settings).serving { port, server in
            var crowd: [RawClient] = []
            for _ in 0..<count { crowd.append(try RawClient(port: port)) }
            let client = try RawClient(port: port)
            await client.send(Self.get + "\r\n")
            #expect(try await client.answer().status == 200)
            #expect(server.room.count <= 200)
            withExtendedLifetime(crowd) {}
        }
    }

    @Test("a connection at work is not the one that makes room")
    func busy() async throws {
        var settings = Self.open
        settings.maximumConnections = 2
        try await Self.entrance(1000, settings).serving { port, _ in
            let working = try RawClient(port: port)
            await working.send(Self.form + "Content-Length: 2\r\n\r\na")
            for _ in 0..<20 {
                let other = try RawClient(port: port)
                await other.send(Self.absent)
                #expect(try await other.answer().status == 404)
            }
            await working.send("b")
            #expect(try await working.answer().status == 400)
        }
    }

    @Test("a second request before the first is answered ends the connection")
    func pipelined() async throws {
        let entrance = try Self.entrance()
        try await entrance.serving { port, _ in
            let client = try RawClient(port: port)
            await client.send(Self.get + "\r\n")
            #expect(try await client.answer().status == 200)
            #expect(entrance.questions.count == 1)
            await client.send(String(repeating: Self.get + "\r\n", count: 50))
            let rest = try #require(await client.rest())
            #expect(String(decoding: rest, as: UTF8.self).components(" 200 ") <= 1)
        }
        // All threads are done: of the fifty none but the first was looked at.
        #expect((1...2).contains(entrance.questions.count))
    }
}

extension String {
    /// How often `part` occurs.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
