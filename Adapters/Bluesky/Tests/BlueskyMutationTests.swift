import Testing

@Suite("Bluesky: mutated answers")
struct BlueskyMutationTests {
    /// Broken answers in all, as many for each call.
    private static let turns = 10_000

    @Test(
        "each of them comes to an outcome that can be defended: no trap, no success of what is none",
        arguments: BrokenCall.allCases)
    func mutated(call: BrokenCall) async {
        let turns = Self.turns / BrokenCall.allCases.count
        // Unbroken, to know how many answers it takes and what comes of it.
        let (place, shelf) = await call.place()
        let whole = BreakingServer(place.server, seed: 0)
        let (success, fault) = await call.run(place, shelf, by: whole)
        #expect(fault == nil)
        let answers = whole.answered
        #expect(answers > 0)
        var outcomes: [String: Int] = [:]
        var broken = 0
        for turn in 0..<turns {
            let (place, shelf) = await call.place()
            let server = BreakingServer(place.server, seed: UInt64(turn))
            server.arm(turn % max(answers, 1))
            let (outcome, fault) = await call.run(place, shelf, by: server)
            broken += server.broken
            outcomes[outcome, default: 0] += 1
            #expect(fault == nil, "\(call.rawValue), turn \(turn): \(outcome)")
        }
        #expect(broken == turns)
        #expect(outcomes.values.reduce(0, +) == turns)
        // Some are broken where it does not matter, and some where it does.
        #expect(outcomes[success, default: 0] > 0)
        #expect(outcomes[success, default: 0] < turns, "\(outcomes)")
    }
}
