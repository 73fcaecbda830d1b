import HTTPTypes
import HummingbirdCore
import NIOCore
import SMMAPI
import SMMAPIServer
import SMMModel
import Testing

/// A response that was read in full.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSONValue { try JSONParser.parse(body) }

    func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try WireJSON.decode(type, from: body)
    }

    /// The problem in it.
    func problem() throws -> ProblemDocument { try WireJSON.decode(ProblemDocument.self, from: body) }

    /// The problem's code; nil when the body is no problem document.
    var code: String? { headers[.contentType] == APIVersion.problem ? try? problem().code : nil }
}

extension Bureau {
    /// Sends a request and reads the whole response. Every answer is held against the schema that the document states
    /// for its route, every refusal against that of problems.
    func send(
        _ method: String, _ path: String, _ body: String? = nil, as connection: Connection = Bureau.root,
        bytes: [UInt8]? = nil, headers extra: [String: String] = [:]
    ) async throws -> Answer {
        var fields = HTTPFields()
        let content = bytes ?? body.map { Array($0.utf8) }
        if let content {
            fields[.contentLength] = String(content.count)
            fields[.contentType] = bytes == nil ? APIVersion.json : "application/octet-stream"
        }
        for (name, value) in extra { fields[try #require(HTTPField.Name(name))] = value }
        let head = HTTPRequest(
            method: try #require(HTTPRequest.Method(method)), scheme: "http", authority: "localhost", path: path,
            headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: content ?? [])))
        let response = try #require(await responder.respond(to: request, on: connection))
        let box = ByteBox()
        try await response.body.write(BoxWriter(box: box))
        let answer = Answer(status: response.status.code, headers: response.headers, body: box.bytes)
        try check(answer, method, path)
        return answer
    }

    private func check(_ answer: Answer, _ method: String, _ path: String) throws {
        let schema: Schema
        if answer.status >= 400 {
            schema = ProblemDocument.schema
        } else {
            let route = try #require(Self.route(method, path), "no route for \(method) \(path)")
            guard let name = route.answer else { return }
            schema = try #require(Schemas.named[name])
        }
        let faults = SchemaCheck(named: Schemas.named).faults(in: try answer.json(), against: schema)
        #expect(faults.isEmpty, "\(method) \(path): \(faults)")
    }

    private static func route(_ method: String, _ path: String) -> Route? {
        let given = path.prefix { $0 != "?" }.split(separator: "/")
        func fits(_ route: Route) -> Bool {
            let own = route.path.split(separator: "/")
            return route.method == method && own.count == given.count
                && zip(own, given).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        let found = Routes.all.filter(fits)
        // `/posts/batch` also looks like `/posts/{post}`: the one with fewer parameters is meant.
        return found.min { $0.parameters.count < $1.parameters.count }
    }

    /// Sends what must succeed, and reads the answer.
    @discardableResult
    func done<Value: Decodable>(
        _ method: String, _ path: String, _ body: String? = nil, as connection: Connection = Bureau.root,
        bytes: [UInt8]? = nil, headers: [String: String] = [:], giving type: Value.Type = JSONDocument.self
    ) async throws -> Value {
        let answer = try await send(method, path, body, as: connection, bytes: bytes, headers: headers)
        try #require((200..<300).contains(answer.status), "\(method) \(path): \(answer.text)")
        return try answer.decode(type)
    }

    /// Sends what must be refused; gives the problem.
    func refused(
        _ method: String, _ path: String, _ body: String? = nil, as connection: Connection = Bureau.root,
        bytes: [UInt8]? = nil, headers: [String: String] = [:]
    ) async throws -> ProblemDocument {
        let answer = try await send(method, path, body, as: connection, bytes: bytes, headers: headers)
        try #require(answer.status >= 400, "\(method) \(path) was not refused: \(answer.text)")
        return try answer.problem()
    }

    /// Asks for a post in `acme` with these fields.
    func create(_ fields: String) async throws -> Answer {
        try await send("POST", "/v1/posts", #"{"brand":"acme",\#(fields)}"#)
    }

    /// Makes a post in `acme`.
    func post(
        _ text: String, _ rest: String = #""schedule":{"kind":"now"}"#, as connection: Connection = Bureau.root
    ) async throws -> PostView {
        try await done(
            "POST", "/v1/posts", #"{"brand":"acme","text":"\#(text)","to":["blog"],\#(rest)}"#, as: connection,
            giving: PostView.self)
    }

    /// The post as it stands.
    func look(_ post: PostID, as connection: Connection = Bureau.root) async throws -> PostView {
        try await done("GET", "/v1/posts/\(post)", as: connection, giving: PostView.self)
    }
}

/// Any JSON answer, when only its success matters.
struct JSONDocument: Decodable {}

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
