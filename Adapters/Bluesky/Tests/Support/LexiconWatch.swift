import SMMAdapterKit
import SMMAdapterTestKit
import SMMTestSupport
import Synchronization
import Testing

/// Holds every request of every test against the vendor's lexicons, where those are there: a breach fails the test that
/// made it.
enum LexiconWatch {
    private static let catalog = SharedFolder.isWanted ? Result { try SharedSpecs.lexicons() } : nil
    private static let count = Mutex(0)

    /// The requests that were checked so far, by all tests.
    static var checked: Int { count.withLock { $0 } }

    /// Checks a request, its secrets revealed.
    static func check(_ request: HTTPRequest) {
        guard request.url.contains("/xrpc/"), let catalog else { return }
        do {
            for violation in try catalog.get().violations(of: request) {
                Issue.record("\(ScriptedServer.name(request)) \(violation)")
            }
            count.withLock { $0 += 1 }
        } catch {
            Issue.record(error)
        }
    }

    /// The network, watched.
    static func watched(_ network: any ConformanceNetwork) throws -> any ConformanceNetwork {
        guard let catalog else { return network }
        return LexiconNetwork(network, try catalog.get()) { Issue.record("\($0)") }
    }
}
