import AsyncHTTPClient
import NIOCore
import SMMAdapterKit
import SMMModel
import Synchronization
import Testing

@testable import SMMTransport

@Suite("A connection that leads elsewhere", .timeLimit(.minutes(10)))
struct PeerCheckTests {
    @Test(
        "is given up before anything is written, where the address was not what was checked", arguments: [false, true])
    func elsewhere(isAllowed: Bool) async throws {
        try await RawServer.with([.head, .write(ok)]) { server in
            let policy = DestinationPolicy(
                isAllowed ? TransportConfiguration.withThisMachine.destinations : DestinationRules())
            let lane = TransportLane(TransportConfiguration(), connections: 1, watchers: WireWatchers(), policy: policy)
            let collector = ResponseCollector(maximumHeader: 1 << 10, maximumBody: 1 << 10)
            // Past the rules, as if a name had been looked up to something else in between.
            let outcome = await lane.send(
                try HTTPClient.Request(url: server.url()), to: Destination(pin: nil, isGuarded: true),
                isIdempotent: true, deadline: .now() + .seconds(60), as: RequestFlight(collector))
            switch outcome {
            case .success: #expect(isAllowed)
            case .failure(let error):
                #expect(!isAllowed)
                #expect(error.failure.code == "not-public")
                #expect(error.progress.nothingSent)
                #expect(server.heads.isEmpty)
            }
            try await lane.close()
            try await lane.end()
        }
    }
}
