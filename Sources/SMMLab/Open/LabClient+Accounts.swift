import SMMAPI
import SMMAPIClient
import SMMModel

extension LabClient {
    /// Connects an account by a token made by hand.
    ///
    /// - Throws: `LabFailure` when it does not come to that.
    func connect(_ name: String, platform: String, settings: [String: String], token: Secret) async throws {
        let request = ConnectAccount(platform: platform, name: name, settings: settings, token: SecretText(token))
        let view = try await step("/v1/connections", request)
        guard view.step == "connected" else { throw LabFailure("The account is not connected: \(view.step).") }
    }

    /// Connects an account by a password that is asked for.
    ///
    /// - Throws: `LabFailure` when it does not come to that.
    func connect(_ name: String, platform: String, settings: [String: String], password: Secret) async throws {
        let request = ConnectAccount(platform: platform, name: name, settings: settings)
        try await bring(password, to: try await step("/v1/connections", request))
    }

    /// Connects an account by a code, which `agree` gives for the address of the page on which a person agrees.
    ///
    /// - Throws: `LabFailure` when it does not come to that; what `agree` throws.
    func connect(
        _ name: String, platform: String, settings: [String: String], _ agree: (String) async throws -> Secret
    ) async throws {
        let request = ConnectAccount(platform: platform, name: name, settings: settings)
        try await visit(try await step("/v1/connections", request), agree)
    }

    /// Connects an account anew by a code.
    ///
    /// - Throws: `LabFailure` when it does not come to that; what `agree` throws.
    func reconnect(_ name: String, _ agree: (String) async throws -> Secret) async throws {
        try await visit(try await step("/v1/accounts/\(name)/reconnect", ReconnectAccount()), agree)
    }

    private func visit(_ view: ConnectionView, _ agree: (String) async throws -> Secret) async throws {
        guard view.step == "visit", let page = view.url, let connection = view.connection else {
            throw LabFailure("The daemon names no page to agree on: \(view.step).")
        }
        let answer = ContinueConnection(code: SecretText(try await agree(page)))
        let next = try await step("/v1/connections/\(connection)", answer)
        guard next.step == "connected" else { throw LabFailure("The account is not connected: \(next.step).") }
    }

    /// Connects an account anew by a password that is asked for.
    ///
    /// - Throws: `LabFailure` when it does not come to that.
    func reconnect(_ name: String, password: Secret) async throws {
        try await bring(password, to: try await step("/v1/accounts/\(name)/reconnect", ReconnectAccount()))
    }

    private func bring(_ password: Secret, to view: ConnectionView) async throws {
        guard view.step == "ask", view.question == "password", let connection = view.connection else {
            throw LabFailure("The daemon does not ask for a password: \(view.step) \(view.question ?? "").")
        }
        let answer = ContinueConnection(password: SecretText(password))
        let next = try await step("/v1/connections/\(connection)", answer)
        guard next.step == "connected" else { throw LabFailure("The account is not connected: \(next.step).") }
    }

    private func step(_ target: String, _ body: some Encodable) async throws -> ConnectionView {
        let response = try await api.send(
            ClientRequest("POST", target, body: .json(Array(try WireJSON.encode(body)))))
        guard response.status < 300 else {
            throw LabFailure("\(target) answers \(response.status): \(String(decoding: response.body, as: UTF8.self))")
        }
        return try WireJSON.decode(ConnectionView.self, from: response.body)
    }

    /// What a person must know.
    func attention() async throws -> [AttentionItem] { try await get("/v1/status", as: StatusView.self).attention }

    /// One account.
    func account(_ name: String) async throws -> AccountView {
        try await get("/v1/accounts/\(name)", as: AccountView.self)
    }

    /// The whole story of a post.
    func story(_ post: PostID) async throws -> StoryView { try await get("/v1/posts/\(post)/why", as: StoryView.self) }
}
