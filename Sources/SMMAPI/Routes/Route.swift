package import SMMModel

/// One route as data: what the server routes by, the document describes and the client calls.
package struct Route: Sendable, Hashable {
    /// Whose role counts.
    package enum Scope: String, Sendable, Hashable {
        /// Anybody the socket lets in.
        case anyone
        /// The role in the brand concerned; checked by the service inside its transaction.
        case brand
        /// The role that holds in every brand; checked before the handler runs.
        case everywhere
    }

    /// What the body is.
    package enum Body: Sendable, Hashable {
        /// None.
        case none
        /// JSON of the schema with this name.
        case json(String)
        /// The bytes of a file.
        case bytes
    }

    /// The operation.
    package var id: RouteID
    /// The HTTP method.
    package var method: String
    /// The path with its parameters: `/v1/posts/{post}`.
    package var path: String
    /// One sentence.
    package var summary: String
    /// The section of the document.
    package var tag: String
    /// The least role; nil for anybody.
    package var role: Role?
    /// Whose role counts.
    package var scope: Scope
    /// The query parameters it knows.
    package var query: [QueryParameter]
    /// The body it takes.
    package var body: Body
    /// The status of success.
    package var status: Int
    /// The schema of the answer; nil for no body.
    package var answer: String?
    /// Whether an `Idempotency-Key` is honoured.
    package var takesKey: Bool
    /// Whether `If-Match` is honoured.
    package var takesMatch: Bool

    /// Whether it changes anything.
    package var isWrite: Bool { method != "GET" }

    /// The names of the path's parameters.
    package var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// A route that reads.
    static func get(
        _ id: RouteID, _ path: String, _ tag: String, _ summary: String, role: Role? = .viewer,
        scope: Scope = .brand, query: [QueryParameter] = [], answer: String
    ) -> Route {
        Route(
            id: id, method: "GET", path: APIVersion.path + path, summary: summary, tag: tag, role: role, scope: scope,
            query: query, body: .none, status: 200, answer: answer, takesKey: false, takesMatch: false)
    }

    /// A route that writes.
    static func write(
        _ method: String, _ id: RouteID, _ path: String, _ tag: String, _ summary: String, role: Role,
        scope: Scope = .brand, query: [QueryParameter] = [], body: Body = .none, status: Int = 200, answer: String?,
        key: Bool = false, match: Bool = false
    ) -> Route {
        Route(
            id: id, method: method, path: APIVersion.path + path, summary: summary, tag: tag, role: role, scope: scope,
            query: query + [.dryRun], body: body, status: status, answer: answer, takesKey: key, takesMatch: match)
    }
}
