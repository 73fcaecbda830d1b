import SMMAdapterKit
import SMMModel
import SMMTestSupport
import SMMTransport
import Testing

@Suite("The transport", .timeLimit(.minutes(10)))
struct NetworkTransportTests {
    @Test("an answer comes back whole, with repeated fields in order")
    func answer() async throws {
        let reply = "HTTP/1.1 201 Created\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Length: 4\r\n\r\nbody"
        try await RawServer.with([.head, .body(5), .write(reply)]) { server in
            let response = try await withTransport { try await $0.send(post(server.url("/v1?q=%20"))) }
            #expect(response.status == 201)
            #expect(response.values("Set-Cookie") == ["a=1", "b=2"])
            #expect(response.body == Array("body".utf8))
            let head = try #require(server.heads.first).lowercased()
            #expect(head.hasPrefix("post /v1?q=%20 http/1.1\r\n"))
            #expect(head.contains("content-length: 5\r\n") && head.contains("user-agent: smmd\r\n"))
            #expect(!head.contains("accept-encoding"))
        }
    }

    @Test("a server that answers before the request is read wins", arguments: [401, 413])
    func early(status: Int) async throws {
        let reply = "HTTP/1.1 \(status) No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        try await RawServer.with([.head, .write(reply)]) { server in
            let response = try await withTransport { try await $0.send(post(server.url(), body: 32)) }
            #expect(response.status == status)
        }
    }

    @Test("a refused connection sent nothing")
    func refused() async throws {
        let error = try await RawServer.withDeadPort { port in
            try await withTransport { await failure(of: post("http://127.0.0.1:\(port)/"), with: $0) }
        }
        #expect(error?.failure.code == "connection-refused")
        #expect(error?.progress == .notConnected)
    }

    @Test("a name nobody knows sent nothing")
    func unknownName() async throws {
        let error = try await withTransport(settings { $0.plainHosts = ["nothing.invalid"] }) {
            await failure(of: post("http://nothing.invalid/"), with: $0)
        }
        #expect(error?.failure.code == "name-not-found")
        #expect(error?.failure.message == "The name of the host nothing.invalid is not known.")
        #expect(error?.progress == .notConnected)
    }

    @Test("a connection lost after the head counts as at least the head")
    func lostAfterHead() async throws {
        try await RawServer.with([.head, .reset]) { server in
            let error = try await withTransport { await failure(of: post(server.url(), body: 8 << 20), with: $0) }
            #expect(error?.failure.code == "closed")
            let progress = try #require(error?.progress)
            #expect(progress == .headWritten || progress == .bodyPartly)
        }
    }

    @Test("a connection lost in the middle of the body counts as part of the body")
    func lostInBody() async throws {
        try await RawServer.with([.head, .body(200_000), .reset]) { server in
            let error = try await withTransport { await failure(of: post(server.url(), body: 32 << 20), with: $0) }
            #expect(error?.failure.code == "closed")
            #expect(error?.progress == .bodyPartly)
        }
    }

    @Test("a connection lost after the body counts as all of the body", arguments: [true, false])
    func lostAfterBody(isReset: Bool) async throws {
        try await RawServer.with([.head, .body(5), isReset ? .reset : .close]) { server in
            let error = try await withTransport { await failure(of: post(server.url()), with: $0) }
            #expect(error?.failure.code == "closed")
            #expect(error?.progress == .bodyWritten)
            #expect(error?.status == nil)
        }
    }

    @Test("a request without a body is all written with its head")
    func withoutBody() async throws {
        try await RawServer.with([.head, .close]) { server in
            let request = HTTPRequest(method: "POST", url: server.url("/publish"))
            let error = try await withTransport { await failure(of: request, with: $0) }
            #expect(error?.progress == .bodyWritten)
        }
    }

    @Test(
        "an answer that breaks off has a status and is truncated",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        ])
    func truncated(reply: String) async throws {
        try await RawServer.with([.head, .body(5), .write(reply), .close]) { server in
            let error = try await withTransport { await failure(of: post(server.url()), with: $0) }
            #expect(error?.failure.code == "truncated")
            #expect(error?.progress == .headReceived)
            #expect(error?.status == 200)
        }
    }

    @Test("a head that breaks off is no answer")
    func truncatedHead() async throws {
        try await RawServer.with([.head, .body(5), .write("HTTP/1.1 200 OK\r\nContent-"), .close]) { server in
            let error = try await withTransport { await failure(of: post(server.url()), with: $0) }
            #expect(error?.progress == .bodyWritten)
            #expect(error?.status == nil)
        }
    }

    @Test(
        "garbage is no answer",
        arguments: ["220 mail.example ESMTP\r\n", "\0\0\0\0\r\n\r\n", "HTTP/9.9 what\r\n\r\n"])
    func garbage(reply: String) async throws {
        try await RawServer.with([.head, .body(5), .write(reply)]) { server in
            let error = try await withTransport { await failure(of: post(server.url()), with: $0) }
            #expect(error?.failure.code == "garbled")
            #expect(error?.progress == .bodyWritten)
        }
    }

    @Test("silence ends at the deadline, with what was sent")
    func silence() async throws {
        try await RawServer.with([.head, .body(5)]) { server in
            let error = try await withTransport {
                await failure(of: post(server.url(), deadline: .seconds(2)), with: $0)
            }
            #expect(error?.failure.code == "time-out")
            #expect(error?.progress == .bodyWritten)
        }
    }

    @Test("an answer that trickles ends at the deadline")
    func trickle() async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        try await RawServer.with([.head, .body(5), .write(head)]) { server in
            let error = try await withTransport {
                await failure(of: post(server.url(), deadline: .seconds(2)), with: $0)
            }
            #expect(error?.failure.code == "time-out")
            #expect(error?.progress == .headReceived && error?.status == 200)
        }
    }

    @Test("endless headers end at their limit")
    func endlessHeaders() async throws {
        let line = "X-Filler: " + String(repeating: "x", count: 1000) + "\r\n"
        try await RawServer.with([.head, .body(5), .write("HTTP/1.1 200 OK\r\n"), .endless(line)]) { server in
            let error = try await withTransport { await failure(of: post(server.url()), with: $0) }
            #expect(error?.failure.code == "too-large")
            #expect(error?.progress == .bodyWritten)
        }
    }

    @Test("a header over the limit is too large even when it ends")
    func largeHeader() async throws {
        let reply = "HTTP/1.1 200 OK\r\nX-Filler: \(String(repeating: "x", count: 2000))\r\nContent-Length: 0\r\n\r\n"
        try await RawServer.with([.head, .body(5), .write(reply)]) { server in
            let error = try await withTransport(settings { $0.maximumHeader = 1024 }) {
                await failure(of: post(server.url()), with: $0)
            }
            #expect(error?.failure.code == "too-large")
            #expect(error?.progress == .headReceived && error?.status == 200)
        }
    }

    @Test("a body over the limit is not read to its end, announced or not")
    func hugeBody() async throws {
        let announced = "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n"
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n"
        for steps in [[RawStep.write(announced)], [.write(chunked), .endless(chunk)]] {
            try await RawServer.with([.head, .body(5)] + steps) { server in
                let error = try await withTransport {
                    await failure(of: post(server.url(), maximum: 100_000), with: $0)
                }
                #expect(error?.failure.code == "too-large")
                #expect(error?.progress == .headReceived && error?.status == 200)
            }
        }
    }

    @Test("a body of exactly the limit is whole")
    func exactBody() async throws {
        try await RawServer.with([.head, .body(5), .write(ok)]) { server in
            let response = try await withTransport { try await $0.send(post(server.url(), maximum: 2)) }
            #expect(response.body.count == 2)
        }
    }

    @Test("no redirect is followed", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let reply = "HTTP/1.1 \(status) Elsewhere\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"
        try await RawServer.with([.head, .body(5), .write(reply), .again]) { server in
            let response = try await withTransport { try await $0.send(post(server.url())) }
            #expect(response.status == status)
            #expect(server.heads.count == 1)
        }
    }

    @Test("a second request to the same URL carries nothing of the first")
    func sameURL() async throws {
        try await RawServer.with([.head, .body(5), .write(ok), .head, .write(ok)]) { server in
            try await withTransport { transport in
                var first = post(server.url("/same"))
                first.headers.append(HTTPField("Authorization", "Bearer of-the-first"))
                _ = try await transport.send(first)
                let second = HTTPRequest(
                    method: "POST", url: server.url("/same"), headers: [HTTPField("X-Own", "of-the-second")])
                _ = try await transport.send(second)
            }
            let head = try #require(server.heads.last).lowercased()
            #expect(server.heads.count == 2)
            #expect(head.contains("x-own: of-the-second\r\n") && head.contains("content-length: 0\r\n"))
            #expect(!head.contains("authorization") && !head.contains("text/plain"))
        }
    }

    @Test("a lost answer is not asked for again")
    func noRetry() async throws {
        try await RawServer.with([.head, .close]) { server in
            let request = HTTPRequest(method: "GET", url: server.url())
            let error = try await withTransport { await failure(of: request, with: $0) }
            #expect(error?.failure.code == "closed")
            #expect(server.heads.count == 1)
        }
    }

    @Test("compressed bytes stay as they are, so that none can explode")
    func compressed() async throws {
        let reply = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u{1F}abc"
        try await RawServer.with([.head, .body(5), .write(reply)]) { server in
            let response = try await withTransport { try await $0.send(post(server.url())) }
            #expect(response.body == [0x1F, 97, 98, 99])
        }
    }

    @Test("after shutdown nothing is sent")
    func shutdown() async throws {
        try await RawServer.with([.head, .write(ok)]) { server in
            let transport = NetworkTransport()
            try await transport.shutdown()
            let error = await failure(of: post(server.url()), with: transport)
            #expect(error?.failure.code == "shut-down")
            #expect(error?.progress == .notConnected)
            #expect(server.connections == 0)
        }
    }

    @Test("shutdown gives up what is under way, and a second one does nothing")
    func shutdownUnderWay() async throws {
        try await RawServer.with([.head, .body(5)]) { server in
            let transport = NetworkTransport(settings { _ in })
            let task = Task { await failure(of: post(server.url()), with: transport) }
            try await server.changes.first { !server.heads.isEmpty }
            try await transport.shutdown()
            try await transport.shutdown()
            let error = await task.value
            #expect((error?.progress ?? .notConnected) >= .headWritten)
        }
    }

    @Test("a request given up says how far it got")
    func cancelled() async throws {
        try await RawServer.with([.head, .body(5), .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")]) { server in
            try await withTransport { transport in
                let task = Task { await failure(of: post(server.url()), with: transport) }
                try await server.changes.first { !server.heads.isEmpty }
                task.cancel()
                let error = await task.value
                #expect(error?.failure.code == "cancelled")
                #expect((error?.progress ?? .notConnected) >= .headWritten)
            }
        }
    }
}
