import Glibc
import SMMAPIServer
import SMMModel
import SMMTestSupport
import Testing

@Suite("Listening on a Unix socket", .serialized, .timeLimit(.minutes(10)))
struct ListenTests {
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

    @Test("of few places root and the refused have no more than a quarter each", arguments: [128, 12, 3, 1])
    func fewPlaces(_ places: Int) {
        var settings = ServerSettings()
        settings.bound(connections: places)
        #expect(settings.maximumConnections == places)
        #expect(settings.reservedConnections == min(16, places / 4))
        #expect(settings.lingeringConnections == min(16, places / 4))
    }

    @Test(
        "a shortage is told by its cause, and no other error is one",
        arguments: [
            (EMFILE, "the process has as many files"), (ENFILE, "the system has as many files"),
            (ENOMEM, "no memory"), (ENOBUFS, "no memory"), (ECONNABORTED, nil), (EBADF, nil),
        ])
    func shortage(_ error: Int32, _ words: String?) {
        let told = AcceptShortage(error)?.words
        #expect(words.map { told?.contains($0) == true } ?? (told == nil))
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
            let other = try UnixAddress.bound(kind, to: path)
            defer { close(other) }
            if kind == SOCK_SEQPACKET { try #require(listen(other, 1) == 0) }
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
}
