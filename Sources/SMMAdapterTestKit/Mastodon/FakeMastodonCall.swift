import SMMAdapterKit

/// A request as the fake server reads it.
struct FakeMastodonCall {
    /// The request, its secrets in clear.
    let request: HTTPRequest
    /// What it asks for; nil when there is no such thing.
    let route: FakeMastodonRoute?
    /// The id in its path, or empty.
    let id: String
    /// `scheme://authority` all links begin with.
    let base: String
    /// Its target.
    let target: RequestTarget

    init(_ request: HTTPRequest, _ rules: FakeMastodonRules) {
        self.request = request
        target = RequestTarget(request)
        let found = target.segments.flatMap { FakeMastodonRoute.find(request.method, $0) }
        route = found?.route
        id = found?.id ?? ""
        base = rules.base ?? target.base
    }

    /// The one value of a header; nil when there is none or more than one.
    func header(_ name: String) -> String? {
        let values = request.headers.filter { $0.name.lowercased() == name }
        return values.count == 1 ? values[0].value : nil
    }

    /// The query's fields.
    func query(_ rules: FakeMastodonRules) throws(FakeMastodonRefusal) -> FakeMastodonFields {
        guard let pairs = target.pairs, let value = FormTree.read(pairs) else { throw .badField("query") }
        return FakeMastodonFields(value, isTyped: false, rules)
    }

    /// The body's fields.
    func fields(_ rules: FakeMastodonRules) throws(FakeMastodonRefusal) -> FakeMastodonFields {
        guard let body = FakeBody(request), body.value.members != nil else { throw .badBody }
        return FakeMastodonFields(body.value, isTyped: body.form == .json, files: body.files, rules)
    }

    /// The server's own name, as accounts have it behind the second `@`.
    var domain: String { base.split(separator: "/").last.map(String.init) ?? "" }
}
