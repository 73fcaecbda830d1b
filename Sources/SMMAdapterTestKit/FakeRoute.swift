import SMMAdapterKit

/// What a request asks of the fake network, from its method and path.
enum FakeRoute: Hashable {
    case create
    case put(String)
    case edit(String)
    case delete(String)
    case get(String)
    case list([String: String])
    case makeContainer
    case getContainer(String)
    case publishContainer(String)
    case upload

    /// The route and the account of `/v1/accounts/NAME/…`; nil for anything else.
    static func parse(_ request: HTTPRequest) -> (route: FakeRoute, account: String)? {
        let (path, query) = split(request.url)
        let words = path.split(separator: "/").map(String.init)
        guard words.count >= 4, words[0] == "v1", words[1] == "accounts" else { return nil }
        let key = words.count > 4 ? words[4] : nil
        guard let route = route(request.method, words[3], key, words.count > 5 ? words[5] : nil, query) else {
            return nil
        }
        return (route, words[2])
    }

    var kind: FakeRequestKind {
        switch self {
        case .create, .put, .publishContainer: .publish
        case .edit, .delete: .change
        case .makeContainer, .upload: .upload
        case .get, .list, .getContainer: .read
        }
    }

    private static func route(
        _ method: String, _ noun: String, _ key: String?, _ verb: String?, _ query: [String: String]
    ) -> FakeRoute? {
        switch (method, noun, key, verb) {
        case ("POST", "posts", nil, nil): .create
        case ("GET", "posts", nil, nil): .list(query)
        case ("PUT", "posts", let key?, nil): .put(key)
        case ("PATCH", "posts", let key?, nil): .edit(key)
        case ("DELETE", "posts", let key?, nil): .delete(key)
        case ("GET", "posts", let key?, nil): .get(key)
        case ("POST", "containers", nil, nil): .makeContainer
        case ("GET", "containers", let key?, nil): .getContainer(key)
        case ("POST", "containers", let key?, "publish"): .publishContainer(key)
        case ("POST", "media", nil, nil): .upload
        default: nil
        }
    }

    /// Path and query of an absolute or relative URL.
    private static func split(_ url: String) -> (path: Substring, query: [String: String]) {
        var rest = Substring(url)
        if let scheme = rest.firstIndex(of: ":"), rest[scheme...].hasPrefix("://") {
            let afterScheme = rest[scheme...].dropFirst(3)
            rest = afterScheme.firstIndex(of: "/").map { afterScheme[$0...] } ?? "/"
        }
        guard let mark = rest.firstIndex(of: "?") else { return (rest, [:]) }
        var query: [String: String] = [:]
        for pair in rest[mark...].dropFirst().split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard let name = sides.first else { continue }
            query[String(name)] = sides.count > 1 ? String(sides[1]) : ""
        }
        return (rest[..<mark], query)
    }
}
