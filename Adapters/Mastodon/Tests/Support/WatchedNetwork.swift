import SMMAdapterKit
import SMMAdapterTestKit
import Synchronization
import Testing

/// A fake server whose requests are held against the document of its kind: one that does not keep it fails the test.
final class WatchedNetwork: ConformanceNetwork {
    private let host: FakeMastodonHost
    private let profile: String
    private let contract: OpenAPIContract
    private let counted = Mutex<[String: Int]>([:])

    init(_ host: FakeMastodonHost, _ profile: String, _ contract: OpenAPIContract) {
        self.host = host
        self.profile = profile
        self.contract = contract
    }

    /// How often each operation was called, as the document writes it.
    var operations: [String: Int] { counted.withLock { $0 } }

    func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) { host.plan(kind, faults) }
    var effectRequests: Int { host.effectRequests }
    var changes: Int { host.changes }
    func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse? { host.lastAnswer(kind) }

    /// What of a request does not keep the document.
    func violations(_ request: HTTPRequest) -> [ContractViolation] { contract.violations(request.revealed) }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let shown = request.revealed
        for violation in violations(request) { Issue.record("\(profile): \(violation)") }
        let name = contract.operationName(shown) ?? "another"
        counted.withLock { $0[name, default: 0] += 1 }
        return try await host.send(request)
    }
}
