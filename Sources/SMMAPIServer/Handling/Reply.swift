import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import NIOCore
import SMMAPI
import SMMAccounts
import SMMStore

/// What a handler answers, before it becomes an HTTP response.
struct Reply: Sendable {
    /// Bytes, ready to send.
    var body: ResponseBody
    /// The status; nil takes the route's.
    var status: Int?
    /// The media type.
    var type: String
    /// The version of what is answered.
    var etag: String?
    /// Whether it is the stored answer of an earlier request.
    var isReplay = false

    /// An answer in JSON.
    static func json(_ value: some Encodable, etag: String? = nil) throws -> Reply {
        let data = try WireJSON.encode(value)
        var buffer = ByteBufferAllocator().buffer(capacity: data.count)
        buffer.writeBytes(data)
        return Reply(body: ResponseBody(byteBuffer: buffer), type: APIVersion.json, etag: etag)
    }

    /// An answer that was encoded once and for all.
    static func constant(_ buffer: ByteBuffer) -> Reply {
        Reply(body: ResponseBody(byteBuffer: buffer), type: APIVersion.json)
    }

    /// What a create answers.
    static func creation<Value: Sendable, Body: Encodable>(
        _ creation: Creation<Value>, view: (Value) -> Body
    ) throws -> Reply {
        switch creation {
        case .made(let value): return try json(view(value))
        case .keyed(let answer): return stored(answer)
        case .replayed(let answer):
            var reply = stored(answer)
            reply.isReplay = true
            return reply
        }
    }

    private static func stored(_ answer: StoredAnswer) -> Reply {
        Reply(
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)), status: answer.status,
            type: APIVersion.json)
    }
}
