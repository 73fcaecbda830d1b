import SMMAdapterKit
import SMMTransport
import Synchronization
import Testing

@Suite("A watched request", .timeLimit(.minutes(2)))
struct WatchTests {
    @Test("tells what left and what came in the order of things")
    func order() async throws {
        let steps = Steps()
        try await RawServer.with([.head, .body(5), .write(ok)]) { server in
            let response = try await withTransport { transport in
                try await transport.send(post(server.url())) { steps.note($0) }
            }
            #expect(response.status == 200)
        }
        #expect(steps.all == [.headWritten, .bodyPartly, .bodyWritten, .headReceived])
    }

    @Test("tells nothing when nothing left")
    func refused() async throws {
        let steps = Steps()
        try await RawServer.withDeadPort { port in
            await #expect(throws: HTTPTransportError.self) {
                try await withTransport { transport in
                    _ = try await transport.send(post("http://127.0.0.1:\(port)/")) { steps.note($0) }
                }
            }
        }
        #expect(steps.all.isEmpty)
    }

    private final class Steps: Sendable {
        private let told = Mutex<[TransferProgress]>([])
        var all: [TransferProgress] { told.withLock { $0 } }
        func note(_ step: TransferProgress) { told.withLock { $0.append(step) } }
    }
}
