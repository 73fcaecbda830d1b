package import SMMAdapterKit
package import SMMModel
import SMMText

/// A platform whose accounts are connected by a token and can be checked; nothing is ever sent to it.
///
/// Every token but `wrong` is taken; the token's text names the account.
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

    /// Asks for a token, and takes it.
    package func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
        guard case .token(let token) = request.answer else { return .ask(.token, memory: ConnectMemory()) }
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
