import HTTPTypes
import SMMDoor
import SMMDoorWire
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
}
