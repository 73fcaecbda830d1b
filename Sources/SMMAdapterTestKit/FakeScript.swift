import SMMAdapterKit
import SMMTestSupport

/// What happens to which request: explicit faults per account and kind first, then those per kind, then a seeded
/// mixture, else nothing.
package struct FakeScript: Sendable, Hashable, Codable {
    /// One possible fault of a mixture.
    package struct Chance: Sendable, Hashable, Codable {
        /// How often, in 10,000.
        package var perTenThousand: Int
        /// The fault.
        package var fault: FakeFault

        /// A chance.
        package init(_ perTenThousand: Int, _ fault: FakeFault) {
            self.perTenThousand = perTenThousand
            self.fault = fault
        }
    }

    private var planned: [FakeRequestKind: [FakeFault]] = [:]
    private var plannedFor: [String: [FakeRequestKind: [FakeFault]]] = [:]
    private var mixture: [FakeRequestKind: [Chance]] = [:]
    private var random: SeededRandom

    /// A script without faults.
    package init(seed: UInt64 = 1) { random = SeededRandom(seed: seed) }

    /// The mixture the design was tried with: 6 % dropped before the effect, 3 % 503 with Retry-After, 6 % done but
    /// the answer lost, 3 % done but 504.
    package static func stormy(seed: UInt64, retryAfter: Int = 1) -> FakeScript {
        var script = FakeScript(seed: seed)
        let chances: [Chance] = [
            Chance(600, .lose(effect: false)),
            Chance(300, .status(503, headers: [.init("Retry-After", "\(retryAfter)")])),
            Chance(600, .lose(effect: true)),
            Chance(300, .gatewayTimeout(effect: true)),
        ]
        script.mix(.publish, chances)
        script.mix(.change, chances)
        return script
    }

    /// Adds faults for the next requests of a kind, one each.
    package mutating func plan(_ kind: FakeRequestKind, _ faults: [FakeFault]) {
        planned[kind, default: []] += faults
    }

    /// Adds faults for the next requests of a kind by one account, one each.
    package mutating func plan(_ kind: FakeRequestKind, for account: String, _ faults: [FakeFault]) {
        plannedFor[account, default: [:]][kind, default: []] += faults
    }

    /// Drops what is planned for a kind.
    package mutating func clear(_ kind: FakeRequestKind) { planned[kind] = nil }

    /// How many faults that were planned for one account have not happened yet, by account; none are left out as zeros.
    package var waiting: [String: Int] {
        plannedFor.mapValues { kinds in kinds.values.reduce(0) { $0 + $1.count } }.filter { $0.value > 0 }
    }

    /// Sets the mixture that holds for a kind when nothing is planned.
    package mutating func mix(_ kind: FakeRequestKind, _ chances: [Chance]) { mixture[kind] = chances }

    /// What happens to the next request of a kind.
    package mutating func next(_ kind: FakeRequestKind, by account: String? = nil) -> FakeFault {
        if let account, var faults = plannedFor[account]?[kind], !faults.isEmpty {
            let fault = faults.removeFirst()
            plannedFor[account]?[kind] = faults
            return fault
        }
        if var faults = planned[kind], !faults.isEmpty {
            let fault = faults.removeFirst()
            planned[kind] = faults
            return fault
        }
        guard let chances = mixture[kind], !chances.isEmpty else { return .normal }
        var roll = random.below(10_000)
        for chance in chances {
            if roll < chance.perTenThousand { return chance.fault }
            roll -= chance.perTenThousand
        }
        return .normal
    }
}
