import Logging
import SMMAdapterTestKit
import SMMDaemon
import SMMModel
import SMMSystemd
import Synchronization
import Testing

@Suite("How the machine is brought to its end")
struct MachineEndingTests {
    @Test("with nothing in flight it ends at once")
    func idle() async {
        let run = Run(answersAt: .zero)
        await run.end()
        #expect(run.machine.calls == ["stop"])
        #expect(run.clock.monotonic == .zero)
    }

    @Test("what comes back within the patience is waited for and not given up")
    func answered() async {
        let run = Run(answersAt: .seconds(29))
        await run.end()
        #expect(run.machine.calls == ["stop"])
        #expect(run.clock.monotonic >= .seconds(29))
    }

    @Test("what comes back only when it was given up is not left behind")
    func givenUp() async {
        let run = Run(answersAt: .seconds(31))
        await run.end()
        #expect(run.machine.calls == ["stop", "giveUp"])
    }

    @Test("what never comes back is given up and then left behind")
    func silent() async {
        let run = Run(answersAt: .days(1))
        await run.end()
        #expect(run.machine.calls == ["stop", "giveUp", "leaveBehind"])
        #expect(run.clock.monotonic >= .seconds(33) && run.clock.monotonic < .seconds(35))
    }

    @Test("an upload that moves is waited for beyond the patience")
    func moving() async {
        let run = Run(answersAt: .minutes(5), movesUntil: .minutes(5))
        await run.end()
        #expect(run.machine.calls == ["stop"])
        #expect(run.clock.monotonic >= .minutes(5))
    }

    @Test("where nothing can be recorded any more nothing is waited for, however it moves", arguments: [0, 10])
    func lost(at second: Int64) async {
        let run = Run(answersAt: .minutes(5), movesUntil: .minutes(5), lostAt: .seconds(second))
        await run.end()
        #expect(run.machine.calls == ["stop", "giveUp", "leaveBehind"])
        #expect(run.clock.monotonic < .seconds(second + 5))
    }

    /// A machine with one call in flight, and the ending that waits for it for 30 seconds.
    private struct Run {
        let clock = FakeClock()
        let machine: Machine
        let movesUntil: Milliseconds
        let lostAt: Milliseconds?

        init(answersAt: Milliseconds, movesUntil: Milliseconds = .zero, lostAt: Milliseconds? = nil) {
            machine = Machine(clock: clock, answersAt: answersAt)
            self.movesUntil = movesUntil
            self.lostAt = lostAt
        }

        func end() async {
            let pauses = Pauses(10_000) { [clock] in clock.advance(by: $0) }
            let ending = MachineEnding(
                machine: machine,
                moved: { [clock, movesUntil] in UInt64(min(clock.monotonic, movesUntil).count) },
                cannotRecord: { [clock, lostAt] in lostAt.map { clock.monotonic >= $0 } ?? false },
                manager: ServiceManager(address: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
                patience: .seconds(30), clock: clock, pause: pauses.pause)
            await ending.run()
        }
    }

    /// Notes what it is told.
    private final class Machine: StoppableMachine {
        private let clock: FakeClock
        private let answersAt: Milliseconds
        private let state = Mutex<[String]>([])

        init(clock: FakeClock, answersAt: Milliseconds) {
            self.clock = clock
            self.answersAt = answersAt
        }

        var calls: [String] { state.withLock { $0 } }
        var flying: Int { get async { clock.monotonic >= answersAt ? 0 : 1 } }

        func stop() async { note("stop") }
        func giveUp() async { note("giveUp") }
        func leaveBehind() async { note("leaveBehind") }

        private func note(_ call: String) { state.withLock { $0.append(call) } }
    }
}
