import Testing

@Suite("Bluesky: mutated answers")
struct BlueskyMutationTests {
    /// Broken answers for each call.
    private static let turns = 1000

    @Test(
        "each of them comes to an outcome that can be defended: no trap, no success of what is none, no “not done” of what is",
        arguments: BrokenCall.allCases)
    func mutated(call: BrokenCall) async {
        // Unbroken, to know how many answers it takes and what comes of it.
        let scene = await call.scene()
        let whole = BreakingServer(scene.place.server, seed: 0)
        let (success, fault) = await call.run(scene, by: whole)
        #expect(fault == nil)
        #expect(["connected", "renewed", "read", "prepared", "found", "published"].contains(success))
        let answers = whole.answered
        #expect(answers > 0)
        var outcomes: [String: Int] = [:]
        var broken = 0
        for turn in 0..<Self.turns {
            let scene = await call.scene()
            let server = BreakingServer(scene.place.server, seed: UInt64(turn))
            server.arm(turn % max(answers, 1))
            let (outcome, fault) = await call.run(scene, by: server)
            broken += server.broken == nil ? 0 : 1
            outcomes[outcome, default: 0] += 1
            if let fault { Issue.record("\(call.rawValue), turn \(turn): \(outcome): \(fault)") }
        }
        #expect(broken == Self.turns)
        // Some are broken where it does not matter, and some where it does.
        #expect(outcomes[success, default: 0] > 0)
        #expect(outcomes[success, default: 0] < Self.turns, "\(outcomes)")
    }
}
