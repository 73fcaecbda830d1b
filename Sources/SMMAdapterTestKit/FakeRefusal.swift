import SMMAdapterKit

/// A refusal by the fake network.
struct FakeRefusal: Error {
    let status: Int
    let code: String
    let message: String

    init(_ status: Int, _ code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    var response: HTTPResponse { FakeReply.error(status, code, message) }
}
