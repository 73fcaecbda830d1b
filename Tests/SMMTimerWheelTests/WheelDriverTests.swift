import Dispatch
import SMMTimerWheel
import Synchronization
import Testing

@Suite struct WheelDriverTests {
    private static let start: Int64 = 1_800_000_000_000

    @Test("with nothing scheduled nothing is armed and nothing wakes")
    func idle() {
        let recorder = Recorder()
        let driver = Self.driver(ManualClock(wall: Self.start), recorder)
        #expect(driver.armedFor == nil)
        let id = driver.schedule(at: Self.start + 86_400_000, payload: 1)
        #expect(driver.armedFor == Self.start + 86_400_000)
        #expect(driver.cancel(id))
        #expect(driver.armedFor == nil)
        driver.queue.sync {}
        #expect(driver.wakes == 0)
        #expect(recorder.all.isEmpty)
    }

    @Test("the timer is armed by the earliest deadline and not again for a later one")
    func arming() {
        let driver = Self.driver(ManualClock(wall: Self.start), Recorder())
        driver.schedule(at: Self.start + 50_000, payload: 1)
        #expect(driver.armedFor == Self.start + 50_000)
        driver.schedule(at: Self.start + 90_000_000, payload: 2)
        #expect(driver.armedFor == Self.start + 50_000)
        driver.schedule([Expired(payload: 3, deadline: Self.start + 100)])
        #expect(driver.armedFor == Self.start + 100)
        #expect(driver.count == 3)
    }

    @Test("cancelled timers in front cost one needless wake together, not one each")
    func cancelledInFront() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        let ids = driver.schedule((1...2000).map { Expired(payload: 0, deadline: Self.start + $0 * 1000) })
        driver.schedule(at: Self.start + 86_400_000, payload: 1)
        for id in ids { #expect(driver.cancel(id)) }
        clock.pass(1000)
        driver.recheck()
        driver.queue.sync {}
        #expect(recorder.all.isEmpty)
        #expect(driver.armedFor == Self.start + 86_400_000)
        clock.pass(86_399_000)
        driver.recheck()
        driver.queue.sync {}
        #expect(driver.wakes == 2)
        #expect(recorder.all == [.expired([1])])
    }

    @Test("what is due by the clock fires in order, and the rest waits armed")
    func fires() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        driver.schedule(at: Self.start + 60_000, payload: 2)
        driver.schedule(at: Self.start + 50_000, payload: 1)
        driver.schedule(at: Self.start + 60_001, payload: 3)
        clock.pass(60_000)
        driver.recheck()
        driver.queue.sync {}
        #expect(recorder.all == [.expired([1, 2])])
        #expect(driver.armedFor == Self.start + 60_001)
    }

    @Test("a clock that stands still fires nothing, even when the timer wakes")
    func neverEarly() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        driver.schedule(at: Self.start + 10_000_000, payload: 1)
        for _ in 0..<5 {
            driver.recheck()
            driver.queue.sync {}
        }
        #expect(driver.wakes == 5)
        #expect(recorder.all.isEmpty)
        #expect(driver.armedFor == Self.start + 10_000_000)
    }

    @Test("a forward jump is reported before what it made due, once")
    func forwardJump() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        driver.schedule(at: Self.start + 3_600_000, payload: 1)
        clock.pass(1000)
        clock.set(by: 7_200_000)
        driver.recheck()
        driver.recheck()
        driver.queue.sync {}
        #expect(recorder.all == [.jump(7_200_000), .expired([1])])
    }

    @Test("a backward jump is reported, fires nothing twice, and the timer is armed for the new time")
    func backwardJump() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        driver.schedule(at: Self.start + 1000, payload: 1)
        driver.schedule(at: Self.start + 500_000, payload: 2)
        clock.pass(1000)
        driver.recheck()
        driver.queue.sync {}
        clock.set(by: -3_600_000)
        driver.recheck()
        driver.queue.sync {}
        #expect(recorder.all == [.expired([1]), .jump(-3_600_000)])
        driver.schedule(at: Self.start - 3_000_000, payload: 3)
        #expect(driver.armedFor == Self.start - 3_000_000)
        clock.pass(600_000)
        driver.recheck()
        driver.queue.sync {}
        #expect(recorder.all.last == .expired([3]))
    }

    @Test("small steps are reported once they add up")
    func creepingClock() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        for _ in 0..<3 {
            clock.pass(5000)
            clock.set(by: 400)
            driver.recheck()
        }
        driver.queue.sync {}
        #expect(recorder.all == [.jump(1200)])
    }

    @Test("many due at once come in bounded batches, in order, without loss")
    func batches() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        let timers = (0..<20_000).map { Expired(payload: UInt64($0), deadline: Self.start + 1 + Int64($0)) }
        driver.schedule(timers)
        clock.set(by: 100_000)
        driver.recheck()
        driver.queue.sync {}
        let batches = recorder.all.dropFirst().map { report -> [UInt64] in
            if case .expired(let payloads) = report { return payloads }
            return []
        }
        #expect(batches.allSatisfy { $0.count <= WheelDriver.batchSize })
        #expect(Array(batches.joined()) == timers.map(\.payload))
        #expect(driver.armedFor == nil)
    }

    @Test("on the machine's own clock timers fire by themselves, in order and not before their instant")
    func realClock() {
        let clock = WheelClock.system
        let recorder = Recorder()
        let early = Mutex(0)
        let driver = WheelDriver(
            clock: clock, onJump: { _ in },
            onExpired: { batch in
                let now = clock.wall()
                early.withLock { $0 += batch.count { $0.deadline > now } }
                recorder.expired(batch)
            })
        let now = clock.wall()
        driver.schedule(at: now + 30, payload: 2)
        driver.schedule(at: now + 5, payload: 1)
        driver.schedule(at: now - 5, payload: 0)
        var payloads: [UInt64] = []
        while payloads.count < 3, recorder.next() {
            payloads = recorder.all.flatMap { report -> [UInt64] in
                if case .expired(let payloads) = report { return payloads }
                return []
            }
        }
        #expect(payloads == [0, 1, 2])
        #expect(early.withLock { $0 } == 0)
        driver.queue.sync {}
        #expect(driver.armedFor == nil)
    }

    @Test("a stopped driver fires nothing")
    func stopped() {
        let clock = ManualClock(wall: Self.start)
        let recorder = Recorder()
        let driver = Self.driver(clock, recorder)
        driver.schedule(at: Self.start + 10, payload: 1)
        driver.stop()
        driver.stop()
        clock.pass(10)
        driver.recheck()
        driver.queue.sync {}
        #expect(recorder.all.isEmpty)
        #expect(driver.armedFor == nil)
    }

    @Test("deadlines at the ends of time arm without overflow")
    func extremeDeadlines() {
        let driver = WheelDriver(onJump: { _ in }, onExpired: { _ in })
        driver.schedule(at: .max, payload: 1)
        #expect(driver.armedFor != nil)
        driver.queue.sync {}
        #expect(driver.count == 1)
        #expect(driver.wakes == 0, "the clock watch stays silent while nobody sets the clock")
        let manual = Self.driver(ManualClock(wall: .min), Recorder())
        manual.schedule(at: .max, payload: 1)
        manual.queue.sync {}
        #expect(manual.count == 1)
    }

    private static func driver(_ clock: ManualClock, _ recorder: Recorder) -> WheelDriver {
        WheelDriver(
            clock: clock.clock, onJump: { recorder.jump($0) }, onExpired: { recorder.expired($0) })
    }
}
