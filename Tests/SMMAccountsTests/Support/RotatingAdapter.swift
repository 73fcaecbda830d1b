import SMMAdapterKit
import SMMModel

/// The adapter of a ``RotatingServer``.
struct RotatingAdapter: PlatformAdapter, RefreshesCredentials, RevokesCredentials {
    let server: RotatingServer

    func describe() -> PlatformManifest {
        PlatformManifest(
            platform: "site", title: "Rotating", guarantee: .none,
            capabilities: [.connectsAccounts, .refreshesCredentials],
            limits: ContentLimits(maximumText: nil, maximumMedia: 0), source: "test", checked: "2026-11-27")
    }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        AttemptResult(.rejected(Failure("none", "Nothing is published here.")))
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .cannotTell(Failure("none", "Nothing is published here."))
    }

    func canRefresh(_ credential: Credential) -> Bool { credential.secrets["refresh"] != nil }

    func refresh(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> RefreshResult {
        if server.asks {
            let request = HTTPRequest(method: "GET", url: "https://rotating.example/")
            do {
                _ = try await context.transport.send(request)
            } catch {
                return .retry(after: nil, reason: error.failure)
            }
        }
        let result = server.refresh(credential, now: context.clock.now)
        await server.meanwhile?()
        return result
    }

    func revoke(
        _ credential: Credential, of account: AccountProfile, in context: ConnectContext
    ) async -> Failure? {
        await server.whileRevoking?()
        return server.revoke(credential)
    }
}
