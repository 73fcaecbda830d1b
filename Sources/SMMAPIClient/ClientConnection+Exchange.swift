import NIOCore
import NIOHTTP1
import Synchronization

extension ClientConnection {
    /// Sends `request` and gives the head of the answer, and whether the request was taken whole (only then may the
    /// connection be used again).
    func send(_ request: ClientRequest) async throws -> (head: HTTPResponseHead, isWhole: Bool) {
        switch request.body {
        case .none, .json:
            let head = try await within(.seconds(request.patience)) {
                try await sendSmall(request)
                return try await nextHead()
            }
            return (head, true)
        case .upload(let upload):
            return try await send(request, upload)
        }
    }

    /// The rest of the answer's body, at most `limit` bytes.
    func collect(limit: Int, patience: TimeAmount) async throws -> [UInt8] {
        try await within(patience) {
            var bytes: [UInt8] = []
            while let chunk = try await nextChunk() {
                guard bytes.count + chunk.readableBytes <= limit else {
                    throw ClientError(
                        .tooLarge, "The daemon's answer is larger than \(limit) bytes.",
                        next: "Ask for less; lists take --limit.")
                }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
            return bytes
        }
    }

    /// The next piece of the answer's body; nil at its end.
    func nextChunk() async throws -> ByteBuffer? {
        switch try await next() {
        case .body(let buffer): return buffer
        case .end: return nil
        case .head: throw ClientError(.unreadable, "The daemon answered twice to one request.")
        }
    }

    private func nextHead() async throws -> HTTPResponseHead {
        guard case .head(let head) = try await next() else {
            throw ClientError(.unreadable, "The daemon's answer has no head.")
        }
        return head
    }

    private func sendSmall(_ request: ClientRequest) async throws {
        channel.write(HTTPClientRequestPart.head(Self.head(of: request)), promise: nil)
        if case .json(let bytes) = request.body {
            channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: bytes))), promise: nil)
        }
        try await write(.end(nil))
    }

    private func send(
        _ request: ClientRequest, _ upload: Upload
    ) async throws -> (head: HTTPResponseHead, isWhole: Bool) {
        try await within(.seconds(request.patience)) { try await write(.head(Self.head(of: request))) }
        // Asked for before the body, because a daemon that refuses may answer before it has read it all.
        let answer = nextFuture()
        let answered = AnsweredFlag(answer)
        var isWhole = true
        do {
            isWhole = try await stream(upload, unless: answered)
            if isWhole { try await within(.seconds(request.patience)) { try await write(.end(nil)) } }
        } catch let error as ClientError {
            throw error
        } catch {
            isWhole = false  // the other side stopped listening: its answer may still be on the way
        }
        let patience = isWhole ? TimeAmount.seconds(request.patience) : .seconds(5)
        guard case .head(let head) = try await within(patience, { try await answer.get() }) else {
            throw ClientError(.unreadable, "The daemon's answer has no head.")
        }
        return (head, isWhole)
    }

    /// Sends the bytes; false when an answer came before the end.
    private func stream(_ upload: Upload, unless answered: AnsweredFlag) async throws -> Bool {
        let read = try upload.open()
        var sent: Int64 = 0
        while let chunk = try read() {
            guard !answered.isRaised else { return false }
            sent += Int64(chunk.count)
            guard sent <= upload.length else { break }
            try await within(.seconds(60)) { try await write(.body(.byteBuffer(ByteBuffer(bytes: chunk)))) }
            upload.progress(sent)
        }
        guard sent == upload.length else {
            throw ClientError(
                ClientError.Code(rawValue: "file-changed"), "The file changed its size while it was being sent.",
                given: "\(sent) bytes", allowed: "\(upload.length) bytes", next: "Send it again when it is complete.")
        }
        return true
    }

    private static func head(of request: ClientRequest) -> HTTPRequestHead {
        var headers = HTTPHeaders([("Host", "smmd"), ("Accept", "application/json, application/problem+json")])
        switch request.body {
        case .none:
            if request.method != "GET" { headers.add(name: "Content-Length", value: "0") }
        case .json(let bytes):
            headers.add(name: "Content-Type", value: "application/json")
            headers.add(name: "Content-Length", value: "\(bytes.count)")
        case .upload(let upload):
            headers.add(name: "Content-Type", value: upload.type)
            headers.add(name: "Content-Length", value: "\(upload.length)")
        }
        for (name, value) in request.headers { headers.replaceOrAdd(name: name, value: value) }
        return HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.target, headers: headers)
    }
}

/// Whether the answer has begun (or will never come).
private final class AnsweredFlag: Sendable {
    private let flag = Atomic(false)
    var isRaised: Bool { flag.load(ordering: .acquiring) }

    init(_ answer: EventLoopFuture<HTTPClientResponsePart>) {
        answer.whenComplete { _ in self.flag.store(true, ordering: .releasing) }
    }
}
