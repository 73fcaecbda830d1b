import NIOCore
import SMMAPIServer
import SMMTestSupport
import Testing

@Suite("A stop of the server on a Unix socket", .serialized, .timeLimit(.minutes(10)))
struct StopTests {
    @Test("a refused client that reads nothing does not keep the daemon from stopping")
    func refusedAtStop() async throws {
        var settings = Serving.patient
        settings.maximumConnections = 0
        settings.reservedConnections = 0
        try await Serving.connected(settings: settings) { (serving, wire) async throws in
            #expect(try await wire.response().status == 503)
            await serving.stopped()
        }
    }

    @Test("a request that is still arriving when the daemon stops is refused, and does not keep it")
    func unfinishedAtStop() async throws {
        var settings = Serving.patient
        settings.stopTime = .milliseconds(1)
        try await Serving.run(settings: settings) { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                try await wire.beginUpload("Content-Length: 100\r\n\r\nhalf")
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
        try await Serving.connected(settings: settings) { (serving, wire) async throws in
            // More than fits between the two.
            let request = "GET /v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
            try await wire.send(String(repeating: request, count: 200))
            #expect(try await wire.response().status == 200)
            await serving.stopped()
        }
    }
}
