import SMMAdapterKit
import SMMAtproto

/// A refusal by the fake server.
struct FakeBlueskyRefusal: Error {
    var status: Int
    let name: String
    let message: String
    var headers: [HTTPField] = []
    /// Members beside `error` and `message`.
    var more: [String: ATValue] = [:]

    init(_ status: Int, _ name: String, _ message: String) {
        self.status = status
        self.name = name
        self.message = message
    }

    /// 400 InvalidRequest.
    static func invalid(_ message: String) -> FakeBlueskyRefusal { .init(400, "InvalidRequest", message) }

    func response(_ rules: FakeBlueskyRules) -> HTTPResponse {
        let status = rules.onlyBadRequest ? 400 : status
        guard rules.errorBody == .xrpc else {
            return HTTPResponse(
                status: status, headers: [HTTPField("Content-Type", "text/plain; charset=utf-8")] + headers,
                body: Array(message.utf8))
        }
        let members = more.merging(["error": .string(name), "message": .string(message)]) { $1 }
        return FakeBlueskyReply.json(.map(members), status: status, headers: headers)
    }
}
