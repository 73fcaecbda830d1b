import HTTPTypes
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMModel
import SMMTestSupport
import Testing

@Suite("Uploads and streams of events on a Unix socket", .serialized, .timeLimit(.minutes(10)))
struct StreamTests {
    @Test("an upload streams through, and one that is too large is refused")
    func uploads() async throws {
        try await Serving.run { (serving) async throws in
            try await Wire.connect(serving.path) { (wire) async throws in
                let bytes = (0..<(2 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                try await wire.beginUpload("Content-Length: \(bytes.count)\r\n\r\n")
                try await wire.send(bytes)
                #expect(try await wire.response().status == 201)
                #expect(serving.desk.media.finished == [bytes])
                try await wire.beginUpload("Content-Length: 9999999\r\n\r\n")
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
        try await Serving.connected { (serving, wire) async throws in
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
}

extension Array {
    /// Maps one after another.
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var mapped: [T] = []
        for element in self { mapped.append(try await transform(element)) }
        return mapped
    }
}
