import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import NIOCore
import SMMAPI
import SMMAPIServer
import Testing

/// A response that was read in full.
struct Answer {
    var status: Int
    var headers: HTTPFields
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSONValue { try JSONParser.parse(body) }

    /// The problem's code; nil when the body is no problem document.
    var code: String? {
        guard headers[.contentType] == APIVersion.problem else { return nil }
        return (try? WireJSON.decode(ProblemDocument.self, from: body))?.code
    }

    func problem() throws -> ProblemDocument { try WireJSON.decode(ProblemDocument.self, from: body) }
}

extension Desk {
    /// Sends a request in memory and reads the whole response.
    func send(
        _ method: String, _ path: String, as connection: Connection = Desk.root, body: String? = nil,
        bytes: [UInt8]? = nil, type: String? = "application/json", headers extra: [String: String] = [:],
        host: String? = "localhost"
    ) async throws -> Answer {
        var fields = HTTPFields()
        let content = bytes ?? body.map { Array($0.utf8) }
        if let content {
            fields[.contentLength] = String(content.count)
            if let type { fields[.contentType] = type }
        }
        for (name, value) in extra { fields[try #require(HTTPField.Name(name))] = value }
        let head = HTTPRequest(
            method: try #require(HTTPRequest.Method(method)), scheme: "http", authority: host, path: path,
            headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: content ?? [])))
        let response = try #require(await responder.respond(to: request, on: connection))
        let box = ByteBox()
        try await response.body.write(BoxWriter(box: box))
        return Answer(status: response.status.code, headers: response.headers, body: box.bytes)
    }
}

extension Desk {
    /// Opens a stream in memory and reads it in a task, which gives the number of bytes once it has ended.
    func open(_ path: String, as connection: Connection) async throws -> Task<Int, any Error> {
        let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let response = try #require(await responder.respond(to: request, on: connection))
        return Task {
            let box = ByteBox()
            try await response.body.write(BoxWriter(box: box))
            return box.bytes.count
        }
    }
}

/// Collects what a body writes.
final class ByteBox {
    var bytes: [UInt8] = []
}

/// Writes into a box.
struct BoxWriter: ResponseBodyWriter {
    let box: ByteBox

    mutating func write(_ buffer: ByteBuffer) async throws {
        box.bytes.append(contentsOf: buffer.readableBytesView)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
