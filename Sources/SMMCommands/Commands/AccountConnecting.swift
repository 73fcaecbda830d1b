import ArgumentParser
import SMMAPI
import SMMModel

/// How a person is led through connecting an account.
struct ConnectOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A token made by hand on the network, from a file or - for standard input.", valueName: "file"))
    var tokenFile: String?
    @Option(help: ArgumentHelp("An app password, from a file or - for standard input.", valueName: "file"))
    var passwordFile: String?
    @Flag(help: "Paste the code the network shows, instead of waiting for a browser on this machine.") var paste = false
    @Flag(help: "Let the network send a browser of any machine back through the daemon's door.") var door = false
    @Flag(help: "Wait for a browser on this machine; what happens by itself where there is a desktop.") var browser =
        false

    func validate() throws {
        if [paste, browser, door].count(where: { $0 }) > 1 {
            throw ValidationError("Only one of --paste, --browser and --door can be meant.")
        }
        if tokenFile != nil && passwordFile != nil {
            throw ValidationError("--token-file and --password-file cannot both be meant.")
        }
    }

    /// The token, when one was given.
    func token(_ terminal: Terminal) throws -> Secret? { try tokenFile.map { try Connecting.read($0, terminal) } }

    /// The password, when one was given.
    func password(_ terminal: Terminal) throws -> Secret? { try passwordFile.map { try Connecting.read($0, terminal) } }

    /// Refuses what a network without a sign-in has no use for.
    func requireNone(_ platform: String) throws(CommandFailure) {
        let given = [
            ("--token-file", tokenFile != nil), ("--password-file", passwordFile != nil), ("--paste", paste),
            ("--browser", browser), ("--door", door),
        ].first { $0.1 }
        guard let given else { return }
        throw CommandFailure.usage(
            "option-unused", "An account of \(platform) takes no sign-in.", given: given.0, next: "Leave it out.")
    }

    /// Where the browser comes back to, as the daemon is told; nil where a code is pasted.
    func redirect(_ receiver: (any RedirectReceiver)?) -> String? { door ? "door" : receiver?.address }

    /// Who waits for the browser; nil where a code is pasted: asked for, or nobody here has a browser.
    func receiver(_ terminal: Terminal) -> (any RedirectReceiver)? {
        guard !paste, !door, tokenFile == nil else { return nil }
        let hasDesktop =
            (terminal.variables["DISPLAY"] ?? terminal.variables["WAYLAND_DISPLAY"] ?? "").isEmpty == false
            && terminal.variables["SSH_CONNECTION"] == nil
        return browser || hasDesktop ? terminal.openLoopback() : nil
    }
}

extension AccountCommands {
    /// `account reconnect`: a credential that ended, was taken back, or cannot be opened any more.
    struct Reconnect: Change {
        static let configuration = CommandConfiguration(
            commandName: "reconnect", abstract: "Connects an account anew; what waits on it then goes out.",
            discussion: """
                EXAMPLE
                  smmctl account reconnect shop
                """)

        @Argument(help: "The account: name, id or unique beginning of the id.") var account: String
        @OptionGroup var connect: ConnectOptions
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let receiver = session.isDryRun ? nil : connect.receiver(session.terminal)
            let token = try connect.token(session.terminal).map { SecretText($0) }
            let first: Answer<ConnectionView> = try await session.call(
                .reconnectAccount, path: ["account": account], query: [("brand", session.brand)],
                body: ReconnectAccount(redirect: connect.redirect(receiver), token: token))
            var connecting = Connecting(
                session: session, receiver: receiver, usesDoor: connect.door,
                password: try connect.password(session.terminal))
            let answer = try await connecting.finish(first)
            session.show(answer, ids: [answer.value.account?.id.description ?? account]) { view, sheet in
                sheet.line(
                    view.account.map { "Account \($0.name) is connected to \($0.handle ?? $0.platform) again." }
                        ?? "Account \(account) can be connected anew.")
                for remark in view.remarks { sheet.line(remark) }
            }
        }
    }

    /// `account check`: credential, scopes, limits, clock, by reads alone.
    struct Check: Act {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Looks after an account: credential, scopes, limits, what is left, clock.",
            discussion: """
                Nothing is changed on the network. What it says of its limits is kept and used from then on.

                EXAMPLE
                  smmctl account check shop
                """)

        @Argument(help: "The account: name, id or unique beginning of the id.") var account: String
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<AccountCheckView> = try await session.call(
                .checkAccount, path: ["account": account], query: [("brand", session.brand)])
            session.show(answer, ids: [answer.value.account.id.description]) { view, sheet in
                Self.draw(view, now: session.terminal.now(), &sheet)
            }
            guard answer.value.state != "good" else { return }
            if let next = answer.value.failure?.next { session.remark("Connect it again:", next: next) }
            throw CommandFailure.silent(answer.value.state == "later" ? .tryAgain : .refused)
        }

        private static func draw(_ view: AccountCheckView, now: Instant, _ sheet: inout Sheet) {
            let states = ["good": "good", "reconnect": "must be connected again", "later": "could not be asked now"]
            sheet.fields([
                ("Account", "\(view.account.name) in brand \(view.account.brand.name)"),
                ("State", states[view.state] ?? view.state), ("Why", view.failure?.message),
                ("Name there", view.handle), ("Credential", view.credential),
                ("Ends", view.expiresAt.map { When.full($0, now: now) }),
                ("May", view.scopes.isEmpty ? nil : view.scopes.joined(separator: " ")),
                ("Left", view.remaining.map { "\($0) requests" }),
                ("Anew", view.resetAt.map { When.full($0, now: now) }),
                ("Clock", view.clockSkew.map(Self.skew)),
            ])
            if !view.missing.isEmpty {
                sheet.heading("Missing")
                for line in view.missing { sheet.line(line) }
            }
            if !view.limits.isEmpty {
                sheet.heading("Limits")
                sheet.fields(view.limits.map { (Printable.line($0.name), $0.value) })
            }
            for remark in view.remarks { sheet.line(remark) }
        }

        private static func skew(_ milliseconds: Int64) -> String {
            let seconds = milliseconds / 1000
            // The network tells whole seconds, and its answer was under way.
            if abs(milliseconds) < 2000 { return "right to 2 s" }
            return seconds > 0 ? "\(seconds) s ahead of ours" : "\(-seconds) s behind ours"
        }
    }
}
