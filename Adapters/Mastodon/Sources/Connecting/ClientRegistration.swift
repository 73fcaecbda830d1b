import SMMAdapterKit
import SMMModel

/// Registers this program with a server as a client.
struct ClientRegistration {
    let run: ConnectRun

    /// What the server gave; nil where it takes no registrations from programs.
    func register(_ found: ServerDiscovery, _ scopes: String) async throws(ConnectStop) -> (id: String, secret: Secret)?
    {
        var redirects = [ConnectRun.pasting]
        if let redirect = run.request.redirect { redirects.append(redirect) }
        // An array since Mastodon 4.3; before it, and elsewhere, one text with line ends.
        let list: JSONValue =
            found.instance.apiVersion != nil && found.instance.numbersLikeMastodon
            ? .array(redirects.map(JSONValue.string)) : .string(redirects.joined(separator: "\n"))
        let body = JSONValue.object([
            "client_name": .string("smmd"), "redirect_uris": list, "scopes": .string(scopes),
        ])
        let request = HTTPRequest(
            method: "POST", url: found.register,
            headers: [HTTPField("Accept", "application/json"), HTTPField("Content-Type", "application/json")],
            body: body.bytes, isIdempotent: true)
        let answer: Answer
        do {
            answer = try await run.stranger.ask(request)
        } catch {
            switch error {
            case .gone, .reauth, .refused: return nil
            case .again: throw ConnectStop.of(error, run.server)
            }
        }
        guard let id = answer.body["client_id"]?.filled ?? answer.body["client_id"]?.integer.map(String.init),
            id.utf8.count <= 1024, let secret = answer.body["client_secret"]?.filled
        else { throw .later(after: nil, run.outcomes.failure(of: answer.response)) }
        return (id, Secret(secret))
    }
}
