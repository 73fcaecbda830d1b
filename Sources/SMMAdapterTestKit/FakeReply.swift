package import SMMAdapterKit

/// The fake network's answers.
package enum FakeReply {
    /// A JSON answer.
    package static func json(_ status: Int, _ body: FakeJSON, headers: [HTTPField] = []) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", "application/json; charset=utf-8")] + headers,
            body: body.bytes)
    }

    /// A refusal.
    package static func error(
        _ status: Int, _ code: String, _ message: String, headers: [HTTPField] = []
    ) -> HTTPResponse {
        json(
            status, .object(["error": .object(["code": .string(code), "message": .string(message)])]),
            headers: headers)
    }

    /// A gateway's or a captive portal's page.
    package static func page(_ status: Int) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPField("Content-Type", "text/html")],
            body: Array("<!doctype html><title>\(status)</title><h1>Please wait</h1>".utf8))
    }
}
