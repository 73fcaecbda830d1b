import SMMDaemon
import Testing

@Suite("How long a stop waits for what is in flight")
struct StopPatienceTests {
    @Test("nothing that moves: it waits without asking for more time, then gives up")
    func quiet() {
        var patience = StopPatience(quiet: .seconds(30), moved: 7)
        #expect(patience.look(moved: 7, after: .seconds(1)) == .wait)
        #expect(patience.look(moved: 7, after: .seconds(29)) == .wait)
        #expect(patience.look(moved: 7, after: .seconds(30)) == .giveUp)
    }

    @Test("an upload that moves is granted more time for as long as it moves, and no longer")
    func moving() {
        var patience = StopPatience(quiet: .seconds(30), moved: 0)
        for second in 1...120 {
            #expect(patience.look(moved: UInt64(second), after: .seconds(second)) == .extend(.seconds(45)))
        }
        #expect(patience.look(moved: 120, after: .seconds(121)) == .wait)
        #expect(patience.look(moved: 120, after: .seconds(149)) == .wait)
        #expect(patience.look(moved: 120, after: .seconds(150)) == .giveUp)
    }
}
