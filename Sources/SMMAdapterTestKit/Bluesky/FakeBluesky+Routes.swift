import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// What a caller may see of a method.
    private static let procedures: Set<String> = [
        "com.atproto.server.createSession", "com.atproto.server.refreshSession", "com.atproto.server.deleteSession",
        "com.atproto.repo.uploadBlob", "com.atproto.repo.createRecord", "com.atproto.repo.putRecord",
        "com.atproto.repo.deleteRecord", "com.atproto.repo.applyWrites", "app.bsky.notification.updateSeen",
        "chat.bsky.convo.sendMessage", "app.bsky.video.startUpload", "app.bsky.video.uploadPart",
        "app.bsky.video.finishUpload", "app.bsky.video.uploadVideo",
    ]

    mutating func perform(_ method: String, _ call: XRPCCall, now: Instant) throws(FakeBlueskyRefusal) -> HTTPResponse {
        if let limit = rules.requestsPerWindow {
            _ = try take("requests", 1, of: limit, in: .minutes(5), now: now)
        }
        let verb = Self.procedures.contains(method) ? "POST" : "GET"
        if let catalog, catalog.definition(method) != nil, call.verb == verb {
            let found = catalog.refusals(of: call, method)
            if let first = found.first { throw .invalid("Error: \(first.path) \(first.message)") }
        }
        let response = try route(method, call, verb: verb, now: now)
        return response
    }

    private mutating func route(
        _ method: String, _ call: XRPCCall, verb: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse {
        if method.hasPrefix("app.bsky.video.") { return try video(method, call, verb: verb, now: now) }
        if method.hasPrefix("chat.bsky.") { return try chat(method, call, verb: verb, now: now) }
        if let response = try server(method, call, verb: verb, now: now) { return response }
        if let response = try repository(method, call, verb: verb, now: now) { return response }
        if let response = try view(method, call, verb: verb, now: now) { return response }
        throw FakeBlueskyRefusal(501, "MethodNotImplemented", "Method Not Implemented")
    }

    /// Refuses the wrong verb of a method that is known.
    func demand(_ verb: String, _ call: XRPCCall) throws(FakeBlueskyRefusal) {
        guard call.verb == verb else {
            throw FakeBlueskyRefusal(405, "InvalidRequest", "Incorrect HTTP method (\(call.verb)) expected \(verb)")
        }
    }

    /// The JSON body of a procedure.
    func body(_ call: XRPCCall) throws(FakeBlueskyRefusal) -> ATValue {
        guard call.contentType == "application/json" else {
            throw .invalid("Wrong request encoding (Content-Type): \(call.contentType ?? "")")
        }
        guard call.body.count <= rules.jsonLimit else {
            throw FakeBlueskyRefusal(413, "PayloadTooLarge", "request entity too large")
        }
        guard let value = try? ATValue(json: call.body), value.members != nil else {
            throw .invalid("Input must be an object of the data model")
        }
        return value
    }

    /// A text that must be in the body.
    func text(_ body: ATValue, _ name: String) throws(FakeBlueskyRefusal) -> String {
        guard let text = body[name]?.string else { throw .invalid("Input must have the property \"\(name)\"") }
        return text
    }

    /// A parameter that must be in the query.
    func parameter(_ call: XRPCCall, _ name: String) throws(FakeBlueskyRefusal) -> String {
        guard let value = call.parameter(name), !value.isEmpty else {
            throw .invalid("Params must have the property \"\(name)\"")
        }
        return value
    }

    /// `limit`, 1 to 100, 50 unless told.
    func limit(_ call: XRPCCall) throws(FakeBlueskyRefusal) -> Int {
        guard let text = call.parameter("limit") else { return 50 }
        guard let limit = Int(text), (1...100).contains(limit) else { throw .invalid("limit must be 1 to 100") }
        return limit
    }

    /// Takes points from a budget.
    mutating func take(
        _ name: String, _ points: Int, of limit: Int, in window: Milliseconds, now: Instant
    ) throws(FakeBlueskyRefusal) -> [HTTPField] {
        try meters[name, default: FakeBlueskyMeter()].take(points, of: limit, in: window, rules, now: now)
    }
}
