import SMMAdapterKit
import SMMAtproto

/// The fake server's answers.
enum FakeBlueskyReply {
    static func json(_ value: ATValue, status: Int = 200, headers: [HTTPField] = []) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", "application/json; charset=utf-8")] + headers,
            body: value.json)
    }

    static func text(_ text: String) -> HTTPResponse {
        HTTPResponse(status: 200, headers: [HTTPField("Content-Type", "text/plain")], body: Array(text.utf8))
    }

    static func page(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(status: status, headers: [HTTPField("Content-Type", "text/plain")], body: Array(text.utf8))
    }
}
