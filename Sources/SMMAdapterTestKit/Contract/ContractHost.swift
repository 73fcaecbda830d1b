package import SMMAdapterKit
import Synchronization

/// A fake platform behind a socket that holds every request against a contract before it takes it.
package final class ContractHost: FakeHost {
    /// The contract.
    package let contract: OpenAPIContract
    private let host: any FakeHost
    private let found = Mutex<[ContractViolation]>([])

    /// A host that checks what goes to `host`.
    package init(_ host: some FakeHost, contract: OpenAPIContract) {
        self.host = host
        self.contract = contract
    }

    /// What the platform behind it takes.
    package var maximumBody: Int { host.maximumBody }

    /// What did not keep the contract so far, each once, in the order it came.
    package var violations: [ContractViolation] { found.withLock { $0 } }

    /// Checks and passes on.
    package func handle(_ request: HTTPRequest) -> FakeAnswer {
        let violations = contract.violations(request)
        found.withLock { found in
            for violation in violations where !found.contains(violation) { found.append(violation) }
        }
        return host.handle(request)
    }
}
