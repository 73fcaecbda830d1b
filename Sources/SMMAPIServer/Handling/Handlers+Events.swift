import HummingbirdCore
import NIOCore
import SMMAPI
import SMMModel

extension Handlers {
    func events(_ inquiry: Inquiry) async throws -> Reply {
        let query = try EventQuery(inquiry.query)
        guard query.follow else {
            return try inquiry.answer(try await controls.events.list(inquiry.call, query, try inquiry.page()))
        }
        let cursor = try await controls.events.follow(inquiry.call, query)
        let number = streams.add(cursor, of: inquiry.call.principal, on: inquiry.connection)
        let (streams, hooks) = (streams, hooks)
        let body = ResponseBody { writer in
            // An empty first write sends the head, so that the reader knows the stream is open.
            do {
                try await writer.write(ByteBuffer())
                while let events = try await cursor.next() {
                    try await writer.write(try Self.lines(events))
                    hooks.delivered(events)
                }
            } catch {
                cursor.cancel()
                streams.remove(number)
                throw error
            }
            streams.remove(number)
            try await writer.finish(nil)
        }
        return Reply(body: body, type: APIVersion.lines)
    }

    private static func lines(_ events: [EventView]) throws -> ByteBuffer {
        var buffer = ByteBuffer()
        for event in events {
            buffer.writeBytes(try WireJSON.encode(event))
            buffer.writeInteger(UInt8(ascii: "\n"))
        }
        return buffer
    }
}
