import SMMAdapterKit
import SMMModel

/// Writes requests to one server (AT Protocol, "HTTP API (XRPC)"): queries are GET, procedures are POST.
struct XRPC: Sendable, Hashable {
    /// The server, without a slash at its end: `https://pds.example`.
    let base: String
    /// Who asks: the value of the `Authorization` field.
    var authorization: Secret?
    /// The service the server hands the request on to, `did#id`; nil for the server itself.
    var proxy: String?

    /// Requests to `base`.
    init(_ base: String, authorization: Secret? = nil, proxy: String? = nil) {
        self.base = base
        self.authorization = authorization
        self.proxy = proxy
    }

    /// A question; `parameters` in order, a repeated name is a list.
    func query(_ method: String, _ parameters: [(name: String, value: String)] = []) -> HTTPRequest {
        HTTPRequest(
            method: "GET", url: url(method, parameters), headers: headers([]), authorization: authorization,
            deadline: .seconds(60))
    }

    /// A call with a JSON body; without one when `input` is nil.
    func procedure(_ method: String, _ input: JSONValue?, isIdempotent: Bool = false) -> HTTPRequest {
        procedure(method, bytes: input?.bytes, isIdempotent: isIdempotent)
    }

    /// A call with these bytes of JSON as its body.
    func procedure(_ method: String, bytes: [UInt8]?, isIdempotent: Bool = false) -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: url(method, []),
            headers: headers(bytes == nil ? [] : [HTTPField("Content-Type", "application/json")]),
            authorization: authorization, body: bytes ?? [], isIdempotent: isIdempotent)
    }

    /// A call whose JSON body holds a secret.
    func procedure(_ method: String, secret input: JSONValue) -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: url(method, []), headers: headers([HTTPField("Content-Type", "application/json")]),
            authorization: authorization, secretBody: Secret(input.text))
    }

    /// An upload; the same bytes twice are the same blob, so it may be repeated.
    func upload(
        _ method: String, _ parameters: [(name: String, value: String)] = [], content: HTTPBody, type: String,
        deadline: Milliseconds = .minutes(10)
    ) -> HTTPRequest {
        HTTPRequest(
            method: "POST", url: url(method, parameters), headers: headers([HTTPField("Content-Type", type)]),
            authorization: authorization, content: content, isIdempotent: true, deadline: deadline)
    }

    private func url(_ method: String, _ parameters: [(name: String, value: String)]) -> String {
        base + "/xrpc/" + method + (parameters.isEmpty ? "" : "?" + FormText.encode(parameters))
    }

    private func headers(_ more: [HTTPField]) -> [HTTPField] {
        [HTTPField("Accept", "application/json")] + more + (proxy.map { [HTTPField("atproto-proxy", $0)] } ?? [])
    }
}
