import SMMAdapterKit
import SMMAdapterTestKit
import Synchronization

/// The messages of one conversation, kept as the chat service keeps them.
final class ChatShelf: Sendable {
    static let conversation = "c1"
    private let sent = Mutex<[String]>([])

    /// The texts, in order.
    var texts: [String] { sent.withLock { $0 } }

    /// Answers the calls on messages.
    func serve(on server: ScriptedServer) {
        server.on("chat.bsky.convo.sendMessage") { request in self.send(request) }
        server.on(
            "chat.bsky.convo.getConvoForMembers",
            Answers.json(.object(["convo": .object(["id": .string(Self.conversation)])])))
        server.on(
            "chat.bsky.convo.getLog",
            Answers.json(
                .object([
                    "cursor": .string("x"),
                    "logs": .array([
                        .object(["$type": .string("chat.bsky.convo.defs#logBeginConvo"), "rev": .string("r0")]),
                        .object([
                            "$type": .string("chat.bsky.convo.defs#logCreateMessage"), "rev": .string("r1"),
                            "convoId": .string(Self.conversation),
                            "message": Self.view("m1", "Are you open?", by: "did:plc:bob"),
                        ]),
                    ]),
                ])))
    }

    private func send(_ request: HTTPRequest) -> HTTPResponse {
        guard let text = FakeJSON(bytes: request.body)?["message"]?["text"]?.string else {
            return Answers.error(400, "InvalidRequest")
        }
        let number = sent.withLock { sent in
            sent.append(text)
            return sent.count
        }
        return Answers.json(Self.view("m\(99 + number)", text, by: Place.did))
    }

    private static func view(_ id: String, _ text: String, by sender: String) -> FakeJSON {
        .object([
            "id": .string(id), "rev": .string("r" + id), "text": .string(text),
            "sender": .object(["did": .string(sender)]), "sentAt": .string("2026-11-23T10:00:00.500Z"),
        ])
    }
}
