import SMMAdapterKit
import SMMModel
import SMMTestSupport
import SMMTransport
import Testing

@Suite("Kept connections", .timeLimit(.minutes(10)))
struct ConnectionTests {
    @Test("a fresh connection is used again")
    func reuse() async throws {
        try await RawServer.with([.head, .body(5), .write(ok), .again]) { server in
            try await withTransport { transport in
                for _ in 0..<5 { _ = try await transport.send(post(server.url())) }
            }
            #expect(server.heads.count == 5)
            #expect(server.connections == 1)
        }
    }

    @Test("to an address used before, each request carries its own method, fields and body")
    func ownFields() async throws {
        try await RawServer.with([.head, .body(5), .write(ok), .again]) { server in
            try await withTransport { transport in
                _ = try await transport.send(post(server.url()))
                var second = HTTPRequest(method: "POST", url: server.url(), headers: [HTTPField("X-Second", "yes")])
                second.body = Array("12345".utf8)
                _ = try await transport.send(second)
                second.method = "PUT"
                second.headers = []
                _ = try await transport.send(second)
            }
            #expect(server.heads.map { $0.hasPrefix("POST ") } == [true, true, false])
            #expect(server.heads.map { $0.contains("X-Second") } == [false, true, false])
            #expect(server.heads.map { $0.contains("text/plain") } == [true, false, false])
        }
    }

    @Test("a request that must not be sent twice takes a new connection when the kept one is stale")
    func stale() async throws {
        try await RawServer.with([.head, .body(5), .write(ok), .again]) { server in
            try await withTransport(settings { $0.freshness = .milliseconds(1) }) { transport in
                _ = try await transport.send(post(server.url()))
                try await server.closed(1)
                _ = try await transport.send(post(server.url()))
            }
            #expect(server.connections == 2)
        }
    }

    @Test("a request that may be sent twice has connections of its own, kept longer")
    func separate() async throws {
        try await RawServer.with([.head, .write(ok), .again]) { server in
            try await withTransport(settings { $0.freshness = .milliseconds(1) }) { transport in
                let get = HTTPRequest(method: "GET", url: server.url())
                let publish = HTTPRequest(method: "POST", url: server.url())
                _ = try await transport.send(get)
                _ = try await transport.send(publish)
                try await server.closed(1)
                _ = try await transport.send(get)
            }
            #expect(server.connections == 2)
            #expect(server.heads.count == 3)
        }
    }

    @Test("a connection the server says it will close is not used again")
    func saidClose() async throws {
        let reply = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
        try await RawServer.with([.head, .body(5), .write(reply), .again]) { server in
            try await withTransport { transport in
                _ = try await transport.send(post(server.url()))
                _ = try await transport.send(post(server.url()))
            }
            #expect(server.connections == 2)
        }
    }

    @Test("many requests at once share the allowed number of connections", arguments: [1, 2])
    func limit(loops: Int) async throws {
        try await RawServer.with([.head, .body(5), .write(ok), .again]) { server in
            try await withTransport(
                settings {
                    $0.connectionsPerHost = 4
                    $0.loops = loops
                }
            ) { transport in
                let answers = await withTaskGroup(of: Int?.self) { group in
                    for _ in 0..<64 { group.addTask { try? await transport.send(post(server.url())).status } }
                    return await group.reduce(into: 0) { $0 += $1 == 200 ? 1 : 0 }
                }
                #expect(answers == 64)
            }
            #expect(server.connections <= 4)
        }
    }

    @Test("a request that waits for a connection until its deadline sent nothing")
    func queue() async throws {
        try await RawServer.with([.head, .body(5)]) { server in
            try await withTransport(settings { $0.connectionsPerHost = 1 }) { transport in
                let first = Task { await failure(of: post(server.url(), deadline: .hours(1)), with: transport) }
                try await server.changes.first { !server.heads.isEmpty }
                let error = await failure(of: post(server.url(), deadline: .milliseconds(100)), with: transport)
                #expect(error?.failure.code == "time-out")
                #expect(error?.progress == .notConnected)
                #expect(server.heads.count == 1)
                first.cancel()
                _ = await first.value
            }
        }
    }
}
