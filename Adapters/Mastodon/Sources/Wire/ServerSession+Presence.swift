import SMMAdapterKit
import SMMModel

// Whether a status is gone: a 404 alone does not say so in any form, since a gateway, a proxy and a captive portal have
// that word too.
extension ServerSession {
    /// What became of a status.
    enum Presence {
        /// The server shows it.
        case standing
        /// The server answers for the account and does not know the status.
        case gone
        /// What answers is not the account's server, or will not say to this token: why. A dead token is `reauth`.
        case elsewhere(Obstacle)
        /// It could not be found out now.
        case unclear(Failure)
    }

    /// Asks for the status, and where it is not there for the account.
    func presence(of id: String) async -> Presence {
        let response: HTTPResponse
        do {
            response = try await raw(get("/api/v1/statuses/\(id)"))
        } catch {
            return .unclear(error.failure)
        }
        return await presence(of: id, by: response)
    }

    /// What `response` to the question for the status says of it.
    func presence(of id: String, by response: HTTPResponse) async -> Presence {
        let failure = outcomes.failure(of: response, words: ServerWords.read(response))
        switch response.status {
        case 200...299:
            return StatusReading(JSONValue(bytes: response.body))?.id == id ? .standing : .unclear(failure)
        case 404, 410:
            switch await tokenState() {
            case .alive: return .gone
            case .dead: return .elsewhere(.reauth(failure))
            case .unclear: return .unclear(failure)
            }
        case 429, 500...599: return .unclear(failure)
        default: return .elsewhere(await explained(response))
        }
    }
}
