import Foundation
import SMMAdapterKit
import SMMAdapterTestKit
import SMMLab
import Synchronization

/// A fake network that notes every secret which goes over it, and repeats requests in its refusals when it is told to.
final class CanaryHost: FakeHost {
    /// A refusal that repeats the request.
    struct Echo: Sendable {
        /// What the request's path ends in.
        var path: String
        /// The status of the refusal.
        var status: Int
        /// How the request is repeated.
        var form: CanaryForm
        /// How many requests it is for.
        var times: Int
    }

    private struct State {
        var secrets: [(kind: String, text: String)] = []
        var echoes: [Echo] = []
        var echoed = 0
        var paths: [String: Int] = [:]
    }

    private let next: any FakeHost
    private let state = Mutex(State())

    /// A host before `next`.
    init(_ next: any FakeHost) { self.next = next }

    var maximumBody: Int { next.maximumBody }

    /// Every secret that was sent or given so far.
    var secrets: [(kind: String, text: String)] { state.withLock { $0.secrets } }
    /// How many refusals repeated a request.
    var echoed: Int { state.withLock { $0.echoed } }

    /// How many requests ended in this path.
    func count(_ path: String) -> Int {
        state.withLock { $0.paths.filter { $0.key.hasSuffix(path) }.reduce(0) { $0 + $1.value } }
    }

    /// Repeats the next requests whose path ends in `path`.
    func echo(_ path: String, status: Int, as form: CanaryForm, times: Int = 1) {
        state.withLock { $0.echoes.append(Echo(path: path, status: status, form: form, times: times)) }
    }

    /// Repeats nothing any more.
    func calm() { state.withLock { $0.echoes = [] } }

    func handle(_ request: SMMAdapterKit.HTTPRequest) -> FakeAnswer {
        let path = Self.path(request.url)
        let carried = Self.carried(by: request)
        let form = state.withLock { state -> (CanaryForm, Int)? in
            state.paths[path, default: 0] += 1
            state.secrets += carried
            guard let place = state.echoes.firstIndex(where: { path.hasSuffix($0.path) }) else { return nil }
            let echo = state.echoes[place]
            state.echoes[place].times -= 1
            if echo.times <= 1 { state.echoes.remove(at: place) }
            state.echoed += 1
            return (echo.form, echo.status)
        }
        if let (form, status) = form {
            return .whole(form.answer(status, carried.map(\.text), request.body))
        }
        let answer = next.handle(request)
        if case .whole(let response) = answer {
            let given = Self.given(response.body)
            state.withLock { $0.secrets += given }
        }
        return answer
    }

    private static func path(_ url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        return String(rest.drop { $0 != "/" }.prefix { $0 != "?" })
    }

    /// The names of secrets in forms and in JSON, by what they are called here.
    private static let names: [String: String] = [
        "code": "code", "client_secret": "client secret", "code_verifier": "verifier", "refresh_token": "refresh token",
        "token": "token", "password": "password", "authFactorToken": "second factor", "access_token": "access token",
        "accessJwt": "access token", "refreshJwt": "refresh token",
    ]

    private static func carried(by request: SMMAdapterKit.HTTPRequest) -> [(kind: String, text: String)] {
        var found: [(String, String)] = []
        for field in request.headers where field.name.lowercased() == "authorization" {
            found.append(("bearer", String(field.value.drop { $0 != " " }.dropFirst())))
        }
        guard request.body.count < 65_536 else { return found }
        let text = String(decoding: request.body, as: UTF8.self)
        if text.hasPrefix("{") { return found + given(request.body) }
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, let kind = names[String(halves[0])] else { continue }
            found.append((kind, String(halves[1]).removingPercentEncoding ?? String(halves[1])))
        }
        return found
    }

    private static func given(_ body: [UInt8]) -> [(kind: String, text: String)] {
        guard let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else { return [] }
        return object.compactMap { name, value in
            guard let kind = names[name], let text = value as? String, name != "code" else { return nil }
            return (kind, text)
        }
    }
}
