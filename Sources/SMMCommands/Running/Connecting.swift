import SMMAPI
import SMMModel

/// Leads a person through connecting an account: opens what is to be opened, asks what is to be asked.
struct Connecting {
    /// How long a browser is waited for; the daemon forgets the connection after the same time.
    static let patience = Milliseconds.minutes(10)

    let session: Session
    /// Where the browser comes back to; nil where a code is pasted.
    let receiver: (any RedirectReceiver)?
    /// Whether the browser comes back through the daemon's door.
    var usesDoor = false
    /// A password that was read from a file, or typed at an earlier step.
    var password: Secret?

    /// Goes on until the account is connected.
    mutating func finish(_ first: Answer<ConnectionView>) async throws -> Answer<ConnectionView> {
        var answer = first
        while let name = answer.value.connection {
            if usesDoor, answer.value.step == "visit" {
                answer = try await throughDoor(answer.value, name)
            } else {
                answer = try await sent(try self.body(answer.value), to: name)
            }
        }
        return answer
    }

    /// Waits until a browser came back through the door; the daemon forgets the connection after ten minutes, which ends it.
    private func throughDoor(_ view: ConnectionView, _ name: String) async throws -> Answer<ConnectionView> {
        session.terminal.error("Open this address, sign in to the right account and agree:\n\n")
        session.terminal.error("  \(Printable.line(view.url ?? ""))\n\n")
        session.remark("Waiting for a browser to come back through the door; press the button on the page it shows …")
        while true {
            let answer = try await sent(ContinueConnection(door: true), to: name)
            guard answer.value.step == "visit", answer.value.connection == name else { return answer }
            try await session.terminal.pause(.seconds(1))
        }
    }

    /// Goes on with what the person brought; while the network does not answer, it is kept and offered again.
    private func sent(_ body: ContinueConnection, to name: String) async throws -> Answer<ConnectionView> {
        while true {
            do {
                return try await session.call(.continueConnection, path: ["connection": name], body: body)
            } catch let failure as CommandFailure
                where failure.problem.code.rawValue == "platform-unreachable" && session.terminal.isInputInteractive
            {
                session.remark(failure.problem.message)
                session.terminal.error("Press Enter to try again with what you gave: ")
                guard session.terminal.readLine() != nil else { throw failure }
            }
        }
    }

    private mutating func body(_ view: ConnectionView) throws -> ContinueConnection {
        switch (view.step, view.question) {
        case ("visit", _): return try visited(view)
        case ("ask", "password"):
            let given =
                try password
                ?? secret("The app password (nothing is shown while you type): ", instead: "--password-file FILE")
            password = given
            return ContinueConnection(password: SecretText(given))
        case ("ask", "token"):
            return ContinueConnection(
                token: SecretText(
                    try secret("The token (nothing is shown while you type): ", instead: "--token-file FILE")))
        case ("ask", "factor"), ("ask", "factor-again"):
            if view.question == "factor-again" {
                session.remark("That code is wrong or too old; the newest one counts.")
            }
            let factor = try secret("The code of the second factor: ", instead: "an app password, which needs none")
            return ContinueConnection(password: SecretText(password ?? Secret("")), factor: SecretText(factor))
        default:
            throw CommandFailure.local(
                "step-unknown", "The daemon asks for a step that this smmctl does not know.",
                given: view.question ?? view.step, next: "smmctl version")
        }
    }

    private func visited(_ view: ConnectionView) throws -> ContinueConnection {
        session.terminal.error("Open this address, sign in to the right account and agree:\n\n")
        session.terminal.error("  \(Printable.line(view.url ?? ""))\n\n")
        if let receiver {
            session.remark("Waiting for your browser to come back to \(receiver.address) …")
            let state = Self.state(in: view.url ?? "")
            // Whoever else finds the port ends nothing.
            guard let query = receiver.wait(Self.patience, isOurs: { state == nil || $0["state"] == state }) else {
                throw CommandFailure(
                    Problem(
                        Problem.Code("browser-missing"), status: 0, "No browser came back in ten minutes.",
                        next: "Paste the code instead: add --paste"), .tryAgain)
            }
            if let error = query["error"] {
                throw CommandFailure.local(
                    "not-agreed", "The platform sent the browser back without a code.",
                    given: query["error_description"] ?? error, next: "Begin again, and agree to what it asks.")
            }
            return ContinueConnection(
                code: SecretText(Secret(query["code"] ?? "")), state: query["state"], issuer: query["iss"])
        }
        let code = try secret("The code it shows (nothing is shown while you paste): ", instead: "--token-file FILE")
        return ContinueConnection(code: SecretText(code))
    }

    /// The state that the platform gives back with the browser, as it stands in the address; nil where there is none.
    static func state(in url: String) -> String? {
        guard let mark = url.firstIndex(of: "?") else { return nil }
        return (try? QueryItems(parsing: url[url.index(after: mark)...]))?["state"]
    }

    private func secret(_ prompt: String, instead: String) throws -> Secret {
        guard session.terminal.isInputInteractive else {
            throw CommandFailure.usage(
                "nobody-to-ask", "This needs an answer, and nobody is there to be asked.",
                next: "Run it in a terminal, or give \(instead).")
        }
        session.terminal.error(prompt)
        guard let text = try session.terminal.readSecret(), let trimmed = Self.trimmed(text) else {
            throw CommandFailure.local("answer-missing", "Nothing was typed; nothing was connected.")
        }
        return Secret(trimmed)
    }

    /// A secret from a file or from standard input; blanks and line ends around it are left out.
    static func read(_ path: String, _ terminal: Terminal) throws(CommandFailure) -> Secret {
        let text = try TextSource.file(path, terminal)
        guard let trimmed = trimmed(text), !trimmed.contains(where: \.isNewline) else {
            throw CommandFailure.local(
                "secret-unclear", "The file should hold one line: the secret.",
                given: path == "-" ? "standard input" : path, allowed: "one line")
        }
        return Secret(trimmed)
    }

    private static func trimmed(_ text: String) -> String? {
        let head = text.drop(while: \.isWhitespace)
        let body = String(head.reversed().drop(while: \.isWhitespace).reversed())
        return body.isEmpty ? nil : body
    }
}
