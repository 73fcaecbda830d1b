import AsyncHTTPClient
import NIOCore
import NIOPosix
import SMMModel
import Testing

@testable import SMMTransport

@Suite("The clients of an event loop", .timeLimit(.minutes(10)))
struct ClientShelfTests {
    private func destination(_ number: UInt32) -> Destination {
        Destination(pin: .init(name: "a.example", address: .four(number)), isGuarded: true)
    }

    private func pair() -> HostClients {
        let group = MultiThreadedEventLoopGroup.singleton
        return HostClients(fresh: HTTPClient(eventLoopGroup: group), kept: HTTPClient(eventLoopGroup: group))
    }

    @Test("those nobody uses are closed once there are many, those in use stay, and one destination has one pair")
    func many() async throws {
        let shelf = ClientShelf(idle: .zero)
        let first = try #require(shelf.take(destination(0), make: pair))
        for number in 1...500 {
            _ = try #require(shelf.take(destination(UInt32(number)), make: pair))
            shelf.giveBack(destination(UInt32(number)))
            #expect(shelf.count <= 64)
        }
        let again = try #require(shelf.take(destination(0), make: pair))
        #expect(again.fresh === first.fresh && again.kept === first.kept)
        try await shelf.close()
        #expect(shelf.count == 0)
        #expect(shelf.take(destination(0), make: pair) == nil)
    }

    @Test("those in use are never closed for others, however many there are")
    func busy() async throws {
        let shelf = ClientShelf(idle: .zero)
        for number in UInt32(0)..<100 { _ = try #require(shelf.take(destination(number), make: pair)) }
        #expect(shelf.count == 100)
        try await shelf.close()
    }
}
