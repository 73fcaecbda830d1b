import SMMAdapterKit
import SMMModel

// Whether the token lives, asked where a refusal does not say by its status.
extension ServerSession {
    /// What is known of a token after asking.
    enum TokenState {
        /// The server gave the account of the token.
        case alive
        /// The server certainly does not accept it.
        case dead
        /// It could not be found out.
        case unclear
    }

    /// The account of the token.
    var verification: HTTPRequest { self.get("/api/v1/accounts/verify_credentials") }

    /// Whether a refusal is one of the token, where its status alone does not say so: a 403, which a disabled account
    /// gets too, and a 400 in another form than the API's own. Asks for the account to find out.
    func isTokenRefusal(_ response: HTTPResponse) async -> Bool {
        guard bearer != nil else { return false }
        switch response.status {
        case 403: break
        case 400 where JSONValue(bytes: response.body) == nil: break
        default: return false
        }
        return await tokenState() == .dead
    }

    /// Whether a refusal of the token is one of something before the server, such as a proxy or a captive portal: a 401 is
    /// the server's own in JSON alone. Without a token there was none to refuse.
    func isOfSomethingBefore(_ response: HTTPResponse) -> Bool {
        response.status == 401 && bearer != nil && JSONValue(bytes: response.body) == nil
    }

    /// Asks for the account of the token.
    ///
    /// What stands before a server may refuse whatever carries a token, so only a 401 in JSON is believed as it is. A 422
    /// there is Mastodon's word for a token of a program without an account, a 403 its word for an account that is
    /// disabled: they, and a 400, count only in the API's own form, and where the same server answers a question without
    /// a token.
    func tokenState() async -> TokenState {
        let response: HTTPResponse
        do {
            response = try await raw(verification)
        } catch {
            return .unclear
        }
        switch response.status {
        case 200...299:
            return RemoteID.read(JSONValue(bytes: response.body)?["id"]) == nil ? .unclear : .alive
        case 401: return isOfSomethingBefore(response) ? .unclear : .dead
        case 400, 403, 422:
            guard ServerWords.isOfAPI(response), await answersStrangers() else { return .unclear }
            return .dead
        default: return .unclear
        }
    }

    /// Whether the server speaks the API to somebody without a token.
    private func answersStrangers() async -> Bool {
        let stranger = ServerSession(
            server: server, bearer: nil, transport: transport, clock: clock, outcomes: outcomes)
        do {
            _ = try await ServerDiscovery.instance(stranger)
            return true
        } catch {
            return false
        }
    }
}
