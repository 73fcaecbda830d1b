import SMMAdapterKit
import SMMAdapterTestKit
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

/// The harness proves nothing unless it catches a machine that is wrong.
@Suite("Mutants are caught")
struct MutantTests {
    @Test(
        "blind resending doubles posts, and the count on the network's side shows it",
        arguments: [FakeClass.listing, .blind])
    func blindResend(kind: FakeClass) async throws {
        let doubles = try await doubles(kind, rules: FakeRules(kind), settle: .seconds(180), mutant: true)
        #expect(doubles > 0)
        #expect(try await self.doubles(kind, rules: FakeRules(kind), settle: .seconds(180), mutant: false) == 0)
    }

    @Test("a settle time shorter than the listing's lag doubles posts; the shipped one does not")
    func noSettle() async throws {
        var rules = FakeRules(.listing)
        rules.listingLag = .seconds(90)
        #expect(try await doubles(.listing, rules: rules, settle: .zero, gap: .seconds(1), mutant: false) > 0)
        #expect(try await doubles(.listing, rules: rules, settle: .seconds(180), mutant: false) == 0)
    }

    @Test("an idempotency key that is stored late doubles posts without a settle time")
    func keyStoredLate() async throws {
        var rules = FakeRules(.idempotencyKey)
        rules.keyStoreDelay = .seconds(30)
        #expect(try await doubles(.idempotencyKey, rules: rules, settle: .zero, mutant: false) > 0)
        #expect(try await doubles(.idempotencyKey, rules: rules, settle: .seconds(60), mutant: false) == 0)
    }

    /// Publishes one post whose answer is lost after the effect; gives how many doubles stand on the network.
    private func doubles(
        _ kind: FakeClass, rules: FakeRules, settle: Milliseconds, gap: Milliseconds = .seconds(60), mutant: Bool
    ) async throws -> Int {
        try await withTemporaryFolder { folder in
            var house = try await House.open(rules, in: folder)
            house.settings.settle = ["A": settle, "B": settle, "C": settle, "D": settle, "E": settle]
            house.settings.listingGap = gap
            house.settings.onAbsent = .resend
            if mutant { house.adapter = BlindAdapter(real: FakeNetworkAdapter(rules)) }
            house.network.plan(.publish, .lose(effect: true))
            let home = house
            return try await home.withDaemon { engine in
                try await home.post("once", by: engine)
                try await home.settle(engine)
                return home.network.report().doubles.count
            }
        }
    }
}
