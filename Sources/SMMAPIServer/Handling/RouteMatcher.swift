import SMMAPI
import SMMModel

/// Finds the route of a method and path.
struct RouteMatcher: Sendable {
    /// A route with the value of its path parameter; no route has more than one.
    struct Match: Sendable {
        var route: Route
        var parameter: String
    }

    private struct Pattern: Sendable {
        var segments: [String]
        var routes: [String: Route]
    }

    private let fixed: [String: [String: Route]]
    private let patterns: [Int: [Pattern]]

    init(_ routes: [Route]) {
        var fixed: [String: [String: Route]] = [:]
        var patterns: [Int: [Pattern]] = [:]
        for route in routes {
            guard !route.parameters.isEmpty else {
                fixed[route.path, default: [:]][route.method] = route
                continue
            }
            let segments = route.path.split(separator: "/").map(String.init)
            var siblings = patterns[segments.count, default: []]
            if let index = siblings.firstIndex(where: { $0.segments == segments }) {
                siblings[index].routes[route.method] = route
            } else {
                siblings.append(Pattern(segments: segments, routes: [route.method: route]))
            }
            patterns[segments.count] = siblings
        }
        self.fixed = fixed
        self.patterns = patterns
    }

    /// The route, or why there is none: `route-not-found` (404), `method-not-allowed` (405, `allowed` names the
    /// methods), `path-invalid` (400).
    func match(_ method: String, _ path: some StringProtocol) throws(Problem) -> Match {
        if let routes = fixed[String(path)] {
            return Match(route: try choose(method, routes), parameter: "")
        }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for pattern in patterns[segments.count] ?? [] {
            var parameter: Substring = ""
            let fits = zip(pattern.segments, segments).allSatisfy { expected, given in
                guard expected.hasPrefix("{") else { return expected == given }
                parameter = Substring(given)
                return !given.isEmpty
            }
            guard fits else { continue }
            let route = try choose(method, pattern.routes)
            guard let decoded = PercentCoding.decode(parameter) else {
                throw Problem(
                    Problem.Code("path-invalid"), status: 400, "The path has an escape that is not UTF-8 text.")
            }
            return Match(route: route, parameter: decoded)
        }
        throw Problem(
            Problem.Code("route-not-found"), status: 404, "The daemon has no such route.",
            given: String(path.prefix(200)),
            next: "See what there is: curl --unix-socket SOCKET http://localhost/v1/openapi.json")
    }

    private func choose(_ method: String, _ routes: [String: Route]) throws(Problem) -> Route {
        guard let route = routes[method] else {
            throw Problem(
                Problem.Code("method-not-allowed"), status: 405, "The route does not take this method.",
                given: String(method.prefix(32)), allowed: routes.keys.sorted().joined(separator: ", "))
        }
        return route
    }
}
