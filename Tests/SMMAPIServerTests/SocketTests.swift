import Glibc
import HTTPTypes
import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMModel
import SMMTestSupport
import Testing

@Suite("Serving on a Unix socket", .serialized, .timeLimit(.minutes(10)))
struct SocketTests {
    @Test("a kept connection answers one request after another, and pipelined ones in their order")
    func keepAlive() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                for _ in 0..<3 {
                    try await wire.request("GET", "/v1/ping")
                    let answer = try await wire.response()
                    // The order of a JSON object's fields differs from run to run.
                    #expect(answer.status == 200 && answer.text.contains(#""pong":true"#), "\(answer.text)")
                }
                try await wire.send(
                    "GET /v1/ping HTTP/1.1\r\nHost: localhost\r\n\r\nGET /v1/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        + "GET /v1/version HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try await wire.response().status == 200)
                #expect(try await wire.response().status == 404)
                #expect(try await wire.response().text.contains("release"))
            }
        }
    }

    @Test("short reads and single posts are answered on the connection's event loop, and nothing else is done there")
    func places() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                for path in ["/v1/status", "/v1/doctor"] {
                    try await wire.request("GET", path)
                    #expect(try await wire.response().status == 200)
                }
                try await wire.request("POST", "/v1/backups")
                #expect(try await wire.response().status == 201)
                try await wire.request("POST", "/v1/posts", body: #"{"brand":"acme","text":"Hello"}"#)
                #expect(try await wire.response().status == 201)
                for act in ["status", "create"] { #expect(serving.desk.places.wasOnLoop(act) == true) }
                for act in ["doctor", "backup"] { #expect(serving.desk.places.wasOnLoop(act) == false) }
                let long = String(repeating: "a", count: 20_000)
                try await wire.request("POST", "/v1/posts", body: #"{"brand":"acme","text":"\#(long)"}"#)
                #expect(try await wire.response().status == 201)
                #expect(serving.desk.places.wasOnLoop("create") == false, "a long body takes long to read")
            }
        }
    }

    @Test("the peer is known by its Unix user, and the socket is the group's alone")
    func peers() async throws {
        try await Serving.run { (serving) async throws in
            var status = stat()
            #expect(stat(serving.path, &status) == 0 && status.st_mode & 0o777 == 0o660)
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.request("GET", "/v1/whoami")
                let me = try WireJSON.decode(WhoAmIView.self, from: try await wire.response().body)
                #expect(me.uid == getuid())
            }
        }
    }

    @Test(
        "what is not HTTP gets a problem and a closed connection",
        arguments: [
            "\u{1}\u{2}\u{3}\r\n\r\n", "GET\r\n\r\n", "GET /v1/ping HTTP/9.9\r\n\r\n",
            "GET /v1/ping HTTP/1.1\r\nHost localhost\r\n\r\n", "GET /v1/ping HTTP/1.1\r\nA: b\r\n c: d\u{0}\r\n\r\n",
            "POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        ])
    func malformed(_ text: String) async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.send(text)
                let answer = try await wire.response()
                #expect(answer.status == 400, "\(answer.text)")
                #expect(answer.code != nil, "\(answer.text)")
                #expect(await wire.isClosed())
            }
            #expect(serving.desk.posts.count == 2)
        }
    }

    @Test("broken chunks end the request without an effect")
    func brokenChunks() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                let head = "POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                try await wire.send(head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n")
                #expect(try await wire.response().status == 400)
                #expect(await wire.isClosed())
            }
            #expect(serving.desk.posts.count == 2)
        }
    }

    @Test("a whole request in chunks is taken")
    func chunks() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                let head = "POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                try await wire.send(
                    head + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"brand\"\r\n8\r\n:\"acme\"}\r\n0\r\n\r\n")
                #expect(try await wire.response().status == 201)
            }
        }
    }

    @Test("headers beyond 16 KiB are refused")
    func largeHeaders() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                let large = String(repeating: "x", count: 20_000)
                try await wire.send("GET /v1/ping HTTP/1.1\r\nHost: localhost\r\nX-Large: \(large)\r\n\r\n")
                let answer = try await wire.response()
                #expect(answer.status == 431 && answer.code == "headers-too-large")
                #expect(await wire.isClosed())
            }
        }
    }

    @Test("a head that does not come in time ends the connection, as does a body")
    func slow() async throws {
        var settings = Serving.patient
        settings.headTime = .milliseconds(50)
        settings.bodyTime = .milliseconds(50)
        try await Serving.run(settings: settings) { (serving) async throws in
            let halves = [
                "GET /v1/pi", "GET /v1/ping HTTP/1.1\r\nHost: localhost\r\n",
                "POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
            ]
            for half in halves {
                try await Wire.connect(serving.path) { (wire) async throws in
                    try await wire.send(half)
                    let answer = try await wire.response()
                    #expect(answer.status == 408 && answer.code == "request-too-slow")
                    #expect(await wire.isClosed())
                }
            }
            #expect(serving.desk.posts.count == 2)
        }
    }

    @Test("an idle connection is closed, before its first request and after an answer")
    func idle() async throws {
        var settings = Serving.patient
        settings.idleTime = .milliseconds(50)
        try await Serving.run(settings: settings) { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                #expect(await wire.isClosed())
            }
            try await Wire.connect(serving.path) { (wire) async throws in
                // On a slow machine the connection is idle for too long before the request is written; then no answer
                // comes, and the close meets the request as a reset.
                try? await wire.request("GET", "/v1/ping")
                _ = try? await wire.response()
                #expect(await wire.isClosed())
            }
        }
    }

    @Test("a client that hangs up in the middle of its request has no effect")
    func truncated() async throws {
        try await Serving.run { (serving) async throws in
            let path = serving.path
            try await Wire.connect(path) { (wire) async throws in
                try await wire.send(
                    "POST /v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100\r\n\r\n{\"brand\":\"acme\"}")
            }
            let uploads = [
                "Content-Length: 100\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
            ]
            for (number, upload) in uploads.enumerated() {
                try await Wire.connect(path) { (wire) async throws in
                    try await wire.send("POST /v1/media?brand=acme HTTP/1.1\r\nHost: localhost\r\n" + upload)
                    // Hanging up sooner would prove nothing: the daemon would not have begun.
                    try await serving.desk.media.changes.first { serving.desk.media.begun > number }
                }
                try await serving.desk.media.changes.first { serving.desk.media.abandoned > number }
            }
            await serving.stop()
            #expect(serving.desk.media.finished.isEmpty)
            #expect(serving.desk.posts.count == 2)
        }
    }

    @Test("an upload streams through, and one that is too large is refused")
    func uploads() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                let bytes = (0..<(2 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                try await wire.send(
                    "POST /v1/media?brand=acme HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(bytes.count)\r\n\r\n")
                try await wire.send(bytes)
                #expect(try await wire.response().status == 201)
                #expect(serving.desk.media.finished == [bytes])
                try await wire.send(
                    "POST /v1/media?brand=acme HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n")
                #expect(try await wire.response().code == "media-too-large")
                #expect(await wire.isClosed())
            }
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.send(
                    "POST /v1/media?sha256=abc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx")
                #expect(try await wire.response().code == "sha256-invalid")
            }
        }
    }

    @Test("events are streamed as they come, one JSON object a line, until the daemon stops")
    func events() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.request("GET", "/v1/events?follow=true")
                let head = try await wire.response()
                #expect(head.status == 200 && head.headers[.contentType] == APIVersion.lines)
                for seq in 1...3 {
                    serving.desk.events.publish(Samples.event(Int64(seq), nil))
                    let line = try #require(try await wire.chunk())
                    #expect(line.hasSuffix("\n"))
                    #expect(try WireJSON.decode(EventView.self, from: Array(line.utf8)).seq == Int64(seq))
                }
                await serving.stop()
                #expect(try await wire.chunk() == nil)
                #expect(await wire.isClosed())
            }
        }
    }

    @Test("taking a role back ends the open streams of those who had it, and no others")
    func revocation() async throws {
        // The peer of a socket in this test is the user who runs it, so roles are changed for that user alone.
        try await Desk.open { (desk) async throws in
            let (viewer, grant) = try await desk.give(.viewer)
            let (author, _) = try await desk.give(.author)
            let streams = try await [viewer, author].asyncMap { connection in
                try await desk.open("/v1/events?follow=true", as: connection)
            }
            let root = Principal(kind: .user, name: "root", uid: 0, via: "test", everywhere: .admin)
            _ = try await desk.services.controls.grants.revoke(root, grant.id.description)
            #expect(try await streams[0].value == 0)
            #expect(desk.events.cancelled == 1)
            desk.events.publish(Samples.event(1, nil))
            desk.events.endAll()
            #expect(try await streams[1].value > 0)
        }
    }

    @Test("a reader that goes away is forgotten")
    func goneReader() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.request("GET", "/v1/events?follow=true")
                _ = try await wire.response()
            }
            try await serving.desk.events.changes.first { serving.desk.events.cancelled > 0 }
        }
    }

    @Test(
        "past the limit a connection is told so, with a request or without; places that are given back are taken again")
    func connectionLimit() async throws {
        var settings = Serving.patient
        settings.maximumConnections = getuid() == 0 ? 1 : 2
        settings.reservedConnections = getuid() == 0 ? 0 : 1
        let lingering = settings.lingeringConnections
        try await Serving.run(settings: settings) { (serving) async throws in
            let path = serving.path
            try await Wire.connect(path) { (wire) async throws in
                try await wire.request("GET", "/v1/ping")
                #expect(try await wire.response().status == 200)
                // More than may linger, so that the way without is gone too.
                for number in 0..<(lingering + 2) {
                    try await Wire.connect(path) { (refused) async throws in
                        // The daemon may be done before the request is written.
                        if number == 0 { try? await refused.request("GET", "/v1/ping") }
                        let answer = try await refused.response()
                        #expect(answer.status == 503 && answer.code == "too-many-connections")
                        #expect(await refused.isClosed())
                    }
                }
            }
            // The daemon learns a moment later that the first one is gone.
            var status = 0
            while status != 200 {
                try Task.checkCancellation()
                status = try await Wire.connect(path) { (wire) async throws in
                    try? await wire.request("GET", "/v1/ping")
                    return try await wire.response().status
                }
                #expect(status == 200 || status == 503)
            }
        }
    }

    @Test("a refused client that reads nothing does not keep the daemon from stopping")
    func refusedAtStop() async throws {
        var settings = Serving.patient
        settings.maximumConnections = 0
        settings.reservedConnections = 0
        try await Serving.run(settings: settings) { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                #expect(try await wire.response().status == 503)
                await serving.stopped()
            }
        }
    }

    @Test("the last places are root's")
    func reservedPlaces() {
        let limiter = ConnectionLimiter(maximum: 3, reserved: 2, lingering: 1)
        #expect(limiter.enter(uid: 1000))
        #expect(!limiter.enter(uid: 1000))
        #expect(limiter.enter(uid: 0) && limiter.enter(uid: 0))
        #expect(!limiter.enter(uid: 0))
        limiter.leave()
        #expect(!limiter.enter(uid: 1000))
        #expect(limiter.enter(uid: 0))
        #expect(limiter.linger() && !limiter.linger())
        limiter.endLinger()
        #expect(limiter.linger())
    }

    @Test("a path that cannot be listened on is refused with the reason, and what stands there stays")
    func refusedPaths() async throws {
        try await Serving.run { (serving) async throws in
            let long = "/tmp/" + String(repeating: "x", count: 200)
            let reasons = [
                "/etc/passwd": "not a socket", "/etc/passwd/s": "is a file", "": "needs a path",
                serving.path + ".none/s": "folder does not exist", serving.path: "another program answers",
                long: "205 bytes, and a path at most 107",
            ]
            for (path, reason) in reasons {
                let error = #expect(throws: ListenError.self) { try UnixListener.open(path: path, mode: 0o600) }
                #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
            }
            // The one that answers goes on answering.
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.request("GET", "/v1/ping")
                #expect(try await wire.response().status == 200)
            }
        }
    }

    @Test("a socket of another kind is left alone", arguments: [SOCK_DGRAM, SOCK_SEQPACKET])
    func otherKinds(kind: __socket_type) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/s"
            let other = try Self.bound(kind, path)
            defer { close(other) }
            let error = #expect(throws: ListenError.self) { try UnixListener.open(path: path, mode: 0o600) }
            #expect(error?.description.contains("another kind") == true)
            #expect(access(path, F_OK) == 0)
        }
    }

    @Test("a socket that its maker left behind is taken over")
    func stale() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/s"
            close(try UnixListener.open(path: path, mode: 0o600))
            let listener = try UnixListener.open(path: path, mode: 0o600)
            defer { close(listener) }
            try await Wire.connect(path) { (_) async throws in }
        }
    }

    @Test("at the end another's socket in the place of the own one is left alone")
    func replaced() async throws {
        try await Serving.run { (serving) async throws in
            unlink(serving.path)
            let other = try UnixListener.open(path: serving.path, mode: 0o600)
            defer { close(other) }
            await serving.stopped()
            #expect(access(serving.path, F_OK) == 0)
        }
    }

    @Test("a request that is still arriving when the daemon stops is refused, and does not keep it")
    func unfinishedAtStop() async throws {
        var settings = Serving.patient
        settings.stopTime = .milliseconds(1)
        try await Serving.run(settings: settings) { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.send(
                    "POST /v1/media?brand=acme HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
                try await serving.desk.media.changes.first { serving.desk.media.begun > 0 }
                await serving.stopped()
                let answer = try await wire.response()
                #expect(answer.status == 503 && answer.code == "stopping")
                #expect(await wire.isClosed())
            }
            #expect(serving.desk.media.finished.isEmpty && serving.desk.media.abandoned == 1)
        }
    }

    @Test("a client that does not read its answers does not keep the daemon from stopping")
    func unreadAtStop() async throws {
        var settings = Serving.patient
        settings.closeTime = .milliseconds(50)
        try await Serving.run(settings: settings) { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                // More than fits between the two.
                let request = "GET /v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
                try await wire.send(String(repeating: request, count: 200))
                #expect(try await wire.response().status == 200)
                await serving.stopped()
            }
        }
    }

    @Test("a listening socket that was handed over is served")
    func targets() async throws {
        try await Serving.run { (serving) async throws in
            let path = serving.path + ".2"
            let descriptor = try UnixListener.open(path: path, mode: 0o600)
            let (ready, tell) = AsyncStream<Void>.makeStream()
            let server = APIServer(
                responder: serving.desk.responder, targets: [.descriptor(descriptor)],
                logger: serving.desk.services.logger, onReady: { tell.finish() })
            let task = Task { try await server.run() }
            for await _ in ready {}
            try await Wire.connect(path) { (wire) async throws in
                try await wire.request("GET", "/v1/ping")
                #expect(try await wire.response().status == 200)
            }
            task.cancel()
            _ = try? await task.value
        }
    }

    /// A socket of this kind with a name.
    private static func bound(_ kind: __socket_type, _ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(kind.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        if kind == SOCK_SEQPACKET { try #require(listen(descriptor, 1) == 0) }
        return descriptor
    }
}

extension Array {
    /// Maps one after another.
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var mapped: [T] = []
        for element in self { mapped.append(try await transform(element)) }
        return mapped
    }
}
