package import SMMAdapterKit
import Synchronization

/// A platform between an adapter and its fake that holds everything that passes against a contract.
package final class ContractNetwork: ConformanceNetwork {
    private struct State {
        var violations: [ContractViolation] = []
        var operations: [String: Int] = [:]
    }

    /// The contract.
    package let contract: OpenAPIContract
    private let network: any ConformanceNetwork
    private let checksAnswers: Bool
    private let tell: @Sendable (ContractViolation) -> Void
    private let state = Mutex(State())

    /// A network that checks what goes to `network`; `checksAnswers` for what comes back, too, where it is not planned
    /// to be broken; `tell` hears of each breach when it happens.
    package init(
        _ network: any ConformanceNetwork, contract: OpenAPIContract, checksAnswers: Bool = false,
        tell: @escaping @Sendable (ContractViolation) -> Void = { _ in }
    ) {
        self.network = network
        self.contract = contract
        self.checksAnswers = checksAnswers
        self.tell = tell
    }

    /// What did not keep the contract so far, each once, in the order it came.
    package var violations: [ContractViolation] { state.withLock { $0.violations } }

    /// How often each operation was called.
    package var operations: [String: Int] { state.withLock { $0.operations } }

    /// Adds faults for the next requests of a kind.
    package func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) { network.plan(kind, faults) }
    /// How many requests that change something visible came in.
    package var effectRequests: Int { network.effectRequests }
    /// How many edits and deletes really changed something.
    package var changes: Int { network.changes }
    /// The last unharmed answer to a request of this kind.
    package func lastAnswer(_ kind: FakeRequestKind) -> HTTPResponse? { network.lastAnswer(kind) }

    /// Checks and passes on.
    package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        let shown = request.revealed
        let name = contract.operationName(shown) ?? "another"
        let found = contract.violations(shown)
        state.withLock { state in
            state.operations[name, default: 0] += 1
            Self.add(found, to: &state)
        }
        found.forEach(tell)
        let response = try await network.send(request)
        if checksAnswers {
            let found = contract.violations(response, to: shown)
            state.withLock { Self.add(found, to: &$0) }
            found.forEach(tell)
        }
        return response
    }

    private static func add(_ found: [ContractViolation], to state: inout State) {
        for violation in found where !state.violations.contains(violation) { state.violations.append(violation) }
    }
}
