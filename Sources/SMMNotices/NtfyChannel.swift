package import SMMAdapterKit
package import SMMModel

/// ntfy: a message to a topic of an ntfy server, to be read on a telephone.
package struct NtfyChannel: NoticeChannel {
    /// `ntfy`
    package static let name: String = "ntfy"
    /// `ntfy`
    package let name: String = NtfyChannel.name
    private let settings: NtfySettings
    private let transport: any HTTPTransport
    private let clock: any TimeSource
    private let queue = BlockingQueue(label: "smm.notices.ntfy")

    /// Messages by these settings.
    package init(settings: NtfySettings, transport: any HTTPTransport, clock: any TimeSource) {
        self.settings = settings
        self.transport = transport
        self.clock = clock
    }

    /// Publishes the message; delivered means that the server named it.
    package func deliver(_ message: NoticeMessage) async -> ChannelOutcome {
        guard Self.isPrivate(settings.url) else {
            return .unavailable(Failure("insecure", "The ntfy server's address is neither https:// nor this machine."))
        }
        guard let body = NtfyMessage(message, topic: settings.topic).json else {
            return .refused(Failure("encoding", "The message has no JSON form."))
        }
        var headers = [HTTPField("Content-Type", "application/json")]
        if let file = settings.tokenFile {
            // Read each time, so that a renewed token needs no restart.
            guard let token = await queue.run({ SecretFile.read(file) }) else {
                return .unavailable(Failure("token-unreadable", "The file with the ntfy token cannot be read."))
            }
            headers.append(HTTPField("Authorization", "Bearer \(token)"))
        }
        let request = HTTPRequest(
            method: "POST", url: Self.root(settings.url), headers: headers, body: body, deadline: .seconds(30),
            maximumResponse: 64 << 10)
        do {
            return outcome(of: try await transport.send(request))
        } catch {
            return .unavailable(Failure(error.failure.code, "The ntfy server did not answer: \(error.failure.message)"))
        }
    }

    private func outcome(of response: HTTPResponse) -> ChannelOutcome {
        let status = response.status
        func failure(_ code: String, _ message: String) -> Failure { Failure(code, message, status: status) }
        switch status {
        case 200...299:
            guard NtfyMessage.isAccepted(response.body) else {
                return .unavailable(failure("answer-unreadable", "What answered is no ntfy server."))
            }
            return .delivered
        case 300...399:
            return .unavailable(failure("redirected", "The ntfy server sends elsewhere; check the address."))
        case 401, 403: return .unavailable(failure("token-refused", "The ntfy server does not accept the token."))
        case 404, 405: return .unavailable(failure("not-found", "There is no ntfy server at this address."))
        case 429, 503:
            let wait = RateHeaders().wait(response.headers, now: clock.now)
            return .unavailable(failure("limited", "The ntfy server takes no more messages for now."), after: wait)
        case 400...499: return .refused(failure("refused", "The ntfy server refused the message."))
        default: return .unavailable(failure("server-error", "The ntfy server had an error of its own."))
        }
    }

    /// JSON goes to the server's root; a server below a path keeps the path.
    private static func root(_ url: String) -> String {
        url.hasSuffix("/") ? url : url + "/"
    }

    /// Whether what is sent, a token included, can be read by nobody on the way.
    private static func isPrivate(_ url: String) -> Bool {
        if url.hasPrefix("https://") { return true }
        for local in ["http://127.0.0.1", "http://localhost", "http://[::1]"] where url.hasPrefix(local) {
            let rest = url.dropFirst(local.count)
            // `http://localhost:80@example.org` names another host than it seems to.
            return rest.isEmpty || (rest.hasPrefix(":") || rest.hasPrefix("/")) && !rest.contains("@")
        }
        return false
    }
}
