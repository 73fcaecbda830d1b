package import SMMAdapterKit
package import SMMModel
import SMMText

/// A platform whose accounts are connected by a token, or by a visit where a browser comes back, and can be checked;
/// nothing is ever sent to it.
///
/// Every token but `wrong` is taken, and every code; its text names the account.
package struct SignInAdapter: PlatformAdapter, ConnectsAccounts, ChecksAccounts {
    /// `sign`
    package static let platform = "sign"

    /// The adapter.
    package init() {}

    /// The manifest: short texts, no media.
    package func describe() -> PlatformManifest {
        PlatformManifest(
            platform: Self.platform, title: "Sign", guarantee: .none,
            capabilities: [.connectsAccounts, .checksAccounts],
            limits: ContentLimits(maximumText: 100, textUnit: .graphemes, maximumMedia: 0), source: "test",
            checked: "2026-11-27")
    }

    /// Refuses.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        AttemptResult(.rejected(Failure("closed", "Nothing is published here.")))
    }

    /// Cannot tell.
    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .cannotTell(Failure("closed", "Nothing is published here."))
    }

    /// It can be.
    package var connectsByBrowser: Bool { true }

    /// Asks for a token, and takes it.
    package func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
        let token: Secret
        switch request.answer {
        case .token(let given): token = given
        case .code(let given, _, _) where request.redirect != nil: token = given
        case nil where request.redirect != nil:
            let state = Hex.text(context.random(16))
            return .visit(
                url: "https://sign.example/?state=\(state)", memory: ConnectMemory(secrets: ["state": Secret(state)]))
        default: return .ask(.token, memory: ConnectMemory())
        }
        guard token != Secret("wrong") else {
            return .refused(
                Problem.invalid("token-refused", "The platform does not take the token.", next: "Make another one."))
        }
        let name = token.reveal()
        return .connected(
            ConnectedAccount(
                identity: "sign#\(name)", handle: "@\(name)", settings: request.settings,
                credential: Credential(kind: "token", secrets: ["access": token], issuedAt: context.clock.now)))
    }

    /// All is well.
    package func check(_ account: AccountProfile, in context: AdapterContext) async -> ReadResult<AccountCheck> {
        .read(
            AccountCheck(
                handle: account.facts[AccountFact.handle] ?? "", credential: "token", scopes: ["all"],
                facts: account.facts), budget: nil)
    }
}
