import SMMAdapterKit
import SMMModel
import Synchronization

/// A platform that asks for a password named like the account's handle, and for a visit when asked to.
struct DoorAdapter: PlatformAdapter, ConnectsAccounts, RevokesCredentials, ChecksAccounts {
    let house: House
    /// Whether the platform fetches media.
    var fetchesMedia = false

    func describe() -> PlatformManifest {
        PlatformManifest(
            platform: "site", title: "Door", guarantee: .none,
            capabilities: Set(
                [.connectsAccounts, .revokesCredentials, .checksAccounts] + (fetchesMedia ? [.fetchesMedia] : [])),
            limits: ContentLimits(maximumText: nil, maximumMedia: 0),
            settings: [SettingSpec("directory", help: "Where."), SettingSpec("theme", help: "How it looks.")],
            source: "test", checked: "2026-11-27")
    }

    var connectsByBrowser: Bool { true }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        AttemptResult(.rejected(Failure("none", "Nothing is published here.")))
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .cannotTell(Failure("none", "Nothing is published here."))
    }

    func connect(_ request: ConnectRequest, in context: ConnectContext) async -> ConnectStep {
        switch request.answer {
        case nil:
            return .visit(
                url: "https://door.example/?\(house.visitQuery.withLock { $0 })&back=\(request.redirect ?? "paste")",
                memory: ConnectMemory(secrets: ["state": Secret("state-1-of-the-door")]))
        case .code(let code, let state, _):
            guard state == nil || request.memory.secrets["state"] == state.map({ Secret($0) }) else {
                return .refused(Problem.invalid("state-wrong", "That answer belongs to another sign-in."))
            }
            if house.fails() { return .tryAgain(after: nil, reason: Failure("closed", "Nobody is at the door.")) }
            await house.wait()
            // Of what stands before a colon is the account; each code has a token of its own.
            let token = code.reveal()
            let name = String(token.prefix { $0 != ":" })
            return .connected(
                ConnectedAccount(
                    identity: "door#\(name)", handle: "@\(name)", settings: request.settings,
                    credential: Credential(
                        kind: "oauth", secrets: ["access": Secret("token-\(token)")], issuedAt: context.clock.now)))
        case .token, .password:
            return .refused(Problem.invalid("answer-wrong", "A code is wanted."))
        }
    }

    func revoke(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> Failure? {
        await house.whileRevoking.withLock { $0 }?()
        return house.revoke(credential)
    }

    func check(_ account: AccountProfile, in context: AdapterContext) async -> ReadResult<AccountCheck> {
        let refusal = house.check(context.credential?.secrets["access"])
        await house.wait()
        if let refusal { return .needsReauth(refusal) }
        let check = AccountCheck(handle: "@new", credential: "oauth", facts: [AccountFact.handle: "@new"])
        return .read(check, budget: nil)
    }
}
