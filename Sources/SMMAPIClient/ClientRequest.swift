/// One request to the daemon.
package struct ClientRequest: Sendable {
    /// What is sent with it.
    package enum Body: Sendable {
        /// Nothing.
        case none
        /// JSON, whole in memory.
        case json([UInt8])
        /// Bytes that are streamed.
        case upload(Upload)
    }

    /// The HTTP method, e.g. `GET`.
    package var method: String
    /// Path and query, percent-encoded.
    package var target: String
    /// Header fields beyond those the client sets by itself.
    package var headers: [(name: String, value: String)]
    /// The body.
    package var body: Body
    /// How many seconds the answer may take once everything is sent.
    package var patience: Int64
    /// The largest answer taken whole, in bytes.
    package var longestAnswer = APIClient.largestAnswer
    /// Whether doing it twice is known to do what doing it once does, beyond what method and headers say.
    package var isHarmlessTwice = false

    /// A request.
    package init(
        _ method: String, _ target: String, headers: [(name: String, value: String)] = [], body: Body = .none,
        patience: Int64 = 30
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.patience = patience
    }

    /// Whether doing it twice does what doing it once does, so that a lost connection may be met by one retry.
    var isRepeatable: Bool {
        isHarmlessTwice || method == "GET" || headers.contains { $0.name.lowercased() == "idempotency-key" }
    }
}
