import SMMAdapterTestKit
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("Catching up with several brands")
struct CatchUpTests {
    @Test("each brand is told of its own posts alone, with its own numbers and command")
    func ownSummary() async throws {
        try await withTemporaryFolder { folder in
            let house = try await House.open(FakeRules(.listing), in: folder, brands: 3, accounts: 3)
            let start = house.clock.now
            let only = try await house.withDaemon { engine in
                for number in 0..<2 {
                    try await house.post("first \(number)", by: engine, to: 0, plan: Self.at(start + .minutes(30)))
                }
                try await house.post("queued", by: engine, to: 0, plan: .nextSlot)
                return try await house.post("only", by: engine, to: 1, plan: Self.at(start + .minutes(30)))
            }
            house.clock.jump(to: start + .minutes(570))
            try await house.withDaemon { engine in
                try await house.quiet(engine)
                let notices = try await house.notices()
                #expect(notices.map(\.brand) == [house.accounts[0].brand, house.accounts[1].brand])
                #expect(
                    notices.map(\.subject) == ["off 22:10–07:40: 1 moved, 2 need you", "off 22:10–07:40: 1 needs you"])
                #expect(
                    notices.map(\.command) == [
                        "smmctl post list --state missed", "smmctl post retry \(only) | smmctl post cancel \(only)",
                    ])
            }
        }
    }

    private static func at(_ instant: Instant) -> PostPlan { .at(instant, wall: "w", zone: "UTC", fold: 0) }
}
