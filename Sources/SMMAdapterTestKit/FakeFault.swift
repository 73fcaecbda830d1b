package import SMMAdapterKit
package import SMMModel

/// What happens to one request.
package enum FakeFault: Sendable, Hashable, Codable {
    /// What should.
    case normal
    /// The request does not arrive; the client gets this far and sees this failure code.
    case fail(TransferProgress, code: String)
    /// The connection is closed without an answer, with or without the effect.
    case lose(effect: Bool)
    /// No answer until the client's deadline, with or without the effect.
    case hang(effect: Bool)
    /// The effect happens and the answer breaks off in its middle.
    case truncate
    /// The connection is closed, and the effect happens this much later.
    case late(Milliseconds)
    /// The effect happens twice, the answer is that of the first.
    case twice
    /// This answer is given, with or without the effect.
    case reply(HTTPResponse, effect: Bool)

    /// An answer with this status, a JSON error body and no effect.
    package static func status(_ status: Int, headers: [HTTPField] = []) -> FakeFault {
        .reply(FakeReply.error(status, "scripted", "As the script says.", headers: headers), effect: false)
    }

    /// A 429 with these headers.
    package static func limited(_ headers: [HTTPField]) -> FakeFault { .status(429, headers: headers) }

    /// A gateway's 504 in HTML, with or without the effect.
    package static func gatewayTimeout(effect: Bool) -> FakeFault { .reply(FakeReply.page(504), effect: effect) }

    /// A page instead of JSON.
    package static func html(_ status: Int, effect: Bool) -> FakeFault {
        .reply(FakeReply.page(status), effect: effect)
    }

    /// A 200 that names nothing.
    package static func withoutID(effect: Bool) -> FakeFault {
        .reply(FakeReply.json(200, .object(["ok": .bool(true)])), effect: effect)
    }
}
