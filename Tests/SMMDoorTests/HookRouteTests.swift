import HTTPTypes
import SMMDoor
import SMMDoorWire
import SMMTestSupport
import Testing

@Suite("How a program's message comes through the door")
struct HookRouteTests {
    private static let path = "/hook/hok_1"

    private func fields(_ values: [String] = ["m1", "1700000000", "v1,AAAA"]) throws -> HTTPFields {
        var fields: HTTPFields = [:]
        for (name, value) in zip(["webhook-id", "webhook-timestamp", "webhook-signature"], values) {
            fields[try #require(HTTPField.Name(name))] = value
        }
        return fields
    }

    @Test("word for word, and what the daemon says of it is what the program hears")
    func handed() async throws {
        for (answer, status) in [
            (DoorAnswer.taken(language: ""), HTTPResponse.Status.accepted), (.refused, .notFound),
            (.later, .serviceUnavailable), (.unfit(#"{"code":"a"}"#), .unprocessableContent),
        ] {
            let entrance = Entrance { _ in .success(DeskReply(answer)) }
            let body: [UInt8] = [0, 255, 10, 13]
            let reply = await entrance.get(Self.path, method: .post, fields: try fields(), body: body)
            #expect(reply.status == status)
            let message = DoorHook(
                hook: "hok_1", message: "m1", timestamp: "1700000000", signature: "v1,AAAA", body: body)
            #expect(entrance.questions == [.hook(message)])
            if status == .unprocessableContent {
                #expect(reply.allFields[.contentType] == "application/problem+json")
                #expect(ResponderTests.text(reply) == #"{"code":"a"}"#)
            }
        }
    }

    @Test("without its signature, too long, or by another method it is not even asked about")
    func refused() async throws {
        let entrance = Entrance()
        for values in [[], ["m1"], ["m1", "1"], ["m1", "1", String(repeating: "a", count: 1025)]] {
            let reply = await entrance.get(Self.path, method: .post, fields: try fields(values), body: [1])
            #expect(reply.status == .notFound)
        }
        let long = await entrance.get(
            Self.path, method: .post, fields: try fields(), body: [UInt8](repeating: 1, count: DoorHook.longestBody + 1)
        )
        #expect(long.status == .contentTooLarge)
        for method in [HTTPRequest.Method.get, .head, .put] {
            #expect(await entrance.get(Self.path, method: method, fields: try fields()).status == .notFound)
        }
        #expect(entrance.questions.isEmpty)
    }

    @Test("over a socket a body of the most bytes arrives whole; one more is refused, announced or not")
    func socket() async throws {
        let entrance = Entrance { _ in .success(DeskReply(.taken(language: ""))) }
        try await entrance.serving { port, _ in
            for (extra, isChunked, status) in [(0, false, 202), (0, true, 202), (1, false, 413), (1, true, 413)] {
                let body = String(repeating: "a", count: DoorHook.longestBody + extra)
                let length =
                    isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(body.utf8.count)"
                let content =
                    isChunked ? "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n" : body
                let client = try RawClient(port: port)
                await client.send(
                    "POST \(Self.path) HTTP/1.1\r\nHost: \(Entrance.host)\r\nwebhook-id: m\r\nwebhook-timestamp: 1\r\n"
                        + "webhook-signature: v1,AAAA\r\n\(length)\r\n\r\n\(content)")
                let answer = try await client.answer(hasBody: false)
                #expect(answer.status == status, "\(extra) \(isChunked)")
            }
            let bodies = entrance.questions.compactMap { question in
                if case .hook(let hook) = question { hook.body.count } else { nil }
            }
            #expect(bodies == [DoorHook.longestBody, DoorHook.longestBody])
        }
    }
}
