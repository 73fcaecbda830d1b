import SMMTestSupport
import SMMTimerWheel
import Testing

@Suite struct TimerWheelTests {
    private static let start: Int64 = 1_800_000_000_000
    private static let year: Int64 = 31_536_000_000

    @Test("an empty wheel has no next expiry, nor after its last timer fired or was cancelled")
    func emptyWheel() {
        let wheel = WheelBox(now: Self.start)
        #expect(wheel.nextExpiry == nil)
        let id = wheel.schedule(at: Self.start + 5, payload: 1)
        #expect(wheel.nextExpiry == Self.start + 5)
        #expect(wheel.cancel(id))
        #expect(wheel.nextExpiry == nil)
        wheel.schedule(at: Self.start + 9, payload: 2)
        #expect(wheel.fired(by: Self.start + 9) == [2])
        #expect(wheel.nextExpiry == nil)
        #expect(wheel.count == 0)
    }

    @Test("nothing fires a millisecond early and everything fires on its millisecond")
    func onTheMillisecond() {
        let near: [Int64] = [1, 255, 256, 257, 65_535, 65_536, 16_777_216]
        for distance in near + [Self.year, TimerWheel.reach, .max - Self.start] {
            let wheel = WheelBox(now: Self.start)
            wheel.schedule(at: Self.start + distance, payload: 3)
            wheel.schedule(at: Self.start + distance, payload: 4)
            #expect(wheel.fired(by: Self.start + distance - 1) == [], "\(distance)")
            #expect(wheel.fired(by: Self.start + distance) == [3, 4], "\(distance)")
        }
    }

    @Test("a deadline in the past fires at the next advance, before what is due later")
    func pastDeadlines() {
        let wheel = WheelBox(now: Self.start)
        wheel.schedule(at: Self.start + 1, payload: 4)
        wheel.schedule(at: Self.start, payload: 3)
        wheel.schedule(at: Self.start - 10, payload: 2)
        wheel.schedule(at: .min, payload: 1)
        #expect(wheel.nextExpiry == .min)
        #expect(wheel.fired(by: Self.start + 1) == [1, 2, 3, 4])
    }

    @Test("a clock set back fires nothing again, and nothing early")
    func clockSetBack() {
        let wheel = WheelBox(now: Self.start)
        wheel.schedule(at: Self.start + 1000, payload: 1)
        wheel.schedule(at: Self.start + 5000, payload: 2)
        #expect(wheel.fired(by: Self.start + 1000) == [1])
        #expect(wheel.fired(by: Self.start - 3_600_000) == [])
        // Ahead of the clock, behind the wheel.
        wheel.schedule(at: Self.start - 100, payload: 3)
        #expect(wheel.nextExpiry == Self.start - 100)
        #expect(wheel.fired(by: Self.start - 101) == [])
        #expect(wheel.fired(by: Self.start - 100) == [3])
        #expect(wheel.fired(by: Self.start + 4999) == [])
        #expect(wheel.fired(by: Self.start + 5000) == [2])
    }

    @Test("an id of a timer that fired, was cancelled, or whose place is used again cancels nothing")
    func staleIDs() {
        let wheel = WheelBox(now: Self.start)
        let first = wheel.schedule(at: Self.start + 5, payload: 1)
        #expect(wheel.cancel(first))
        #expect(!wheel.cancel(first))
        let second = wheel.schedule(at: Self.start + 5, payload: 2)
        #expect(first != second)
        #expect(!wheel.cancel(first))
        #expect(wheel.fired(by: Self.start + 5) == [2])
        #expect(!wheel.cancel(second))
        var numbers = SeededRandom(seed: 1)
        let kept = wheel.schedule(at: Self.start + 50, payload: 3)
        for index in UInt64(0)..<20_000 {
            let forged = TimerID(rawValue: index % 2 == 0 ? numbers.next() : numbers.next(upperBound: 4) << 32 | index)
            if forged != kept { #expect(!wheel.cancel(forged)) }
        }
        #expect(wheel.fired(by: Self.start + 50) == [3])
    }

    @Test("within reach a timer is re-placed at most levels - 1 times, even woken at every expiry")
    func relocations() {
        var numbers = SeededRandom(seed: 11)
        for round in 0..<3000 {
            let start = Self.start + Int64.random(in: 0...40 * Self.year, using: &numbers)
            let wheel = WheelBox(now: start)
            let spans: [Int64] = [1000, 1_000_000, Self.year, TimerWheel.reach]
            let span = spans.randomElement(using: &numbers) ?? 1
            let deadline = start + Int64.random(in: 1...span, using: &numbers)
            wheel.schedule(at: deadline, payload: 1)
            // Company, so that the timer is not alone in its slots.
            wheel.schedule(at: deadline, payload: 2)
            var wakes = 0
            var fired: [Expired] = []
            while let next = wheel.nextExpiry {
                fired += wheel.advance(to: next)
                wakes += 1
            }
            #expect(wheel.relocations <= 2 * UInt64(TimerWheel.levels - 1), "round \(round)")
            #expect(wakes <= TimerWheel.levels, "round \(round)")
            #expect(fired.map(\.payload) == [1, 2])
        }
    }

    @Test("a lone timer wakes its driver once, however far away")
    func loneTimer() {
        let wheel = WheelBox(now: Self.start)
        wheel.schedule(at: Self.start + 2 * Self.year + 12_345, payload: 1)
        #expect(wheel.nextExpiry == Self.start + 2 * Self.year + 12_345)
    }

    @Test("timers beyond the reach keep their order among those scheduled later for the same instant")
    func beyondReach() {
        let wheel = WheelBox(now: Self.start)
        let deadline = Self.start + TimerWheel.reach + 3 * Self.year
        wheel.schedule(at: deadline, payload: 1)
        let gone = wheel.schedule(at: deadline + 10 * Self.year, payload: 9)
        #expect(wheel.fired(by: Self.start + 10 * Self.year) == [])
        wheel.schedule(at: deadline, payload: 2)
        #expect(wheel.cancel(gone))
        #expect(wheel.fired(by: deadline - 1) == [])
        wheel.schedule(at: deadline, payload: 3)
        #expect(wheel.fired(by: .max) == [1, 2, 3])
    }

    @Test("the extremes of Int64 neither trap nor fire early")
    func extremes() {
        for start: Int64 in [.min, -1, 0, 1, .max - 1, .max] {
            let wheel = WheelBox(now: start)
            wheel.schedule(at: .max, payload: 2)
            wheel.schedule(at: .min, payload: 1)
            #expect(wheel.fired(by: .min) == [1])
            #expect(wheel.fired(by: .max - 1) == [])
            #expect(wheel.fired(by: .max) == [2])
            wheel.schedule(at: .max, payload: 3)
            #expect(wheel.fired(by: 0) == [])
            #expect(wheel.fired(by: .max) == [3])
        }
    }

    @Test("a timer beyond the reach comes within it close to the end of time")
    func reachAcrossTheEnd() {
        let wheel = WheelBox(now: .max - (300 << 32))
        wheel.schedule(at: .max, payload: 1)
        wheel.schedule(at: .max - 1, payload: 2)
        #expect(wheel.fired(by: .max - (100 << 32)) == [])
        wheel.schedule(at: .max, payload: 3)
        #expect(wheel.fired(by: .max - 1) == [2])
        #expect(wheel.fired(by: .max) == [1, 3])
    }

    @Test("a hundred thousand timers take at most 32 bytes each, and their places are used again")
    func memory() {
        let wheel = WheelBox(now: Self.start)
        var numbers = SeededRandom(seed: 5)
        for round in 0..<3 {
            for payload in UInt64(0)..<100_000 {
                let deadline = wheel.now + Int64.random(in: 1...Self.year, using: &numbers)
                wheel.schedule(at: deadline, payload: payload)
            }
            #expect(wheel.allocatedBytes <= 3_200_000, "round \(round)")
            #expect(wheel.fired(by: wheel.now + Self.year).count == 100_000)
        }
    }

    @Test("a place is used again while the cancelled timer's cell is still in its slot, and only the new one fires")
    func placeUsedAgain() {
        let wheel = WheelBox(now: Self.start)
        let deadline = Self.start + 70_000
        let ids = (0..<8).map { wheel.schedule(at: deadline, payload: $0) }
        #expect(wheel.cancel(ids[2]))
        let again = wheel.schedule(at: deadline, payload: 8)
        #expect(UInt32(truncatingIfNeeded: again.rawValue) == UInt32(truncatingIfNeeded: ids[2].rawValue))
        #expect(!wheel.cancel(ids[2]))
        #expect(wheel.count == 8)
        #expect(wheel.fired(by: deadline) == [0, 1, 3, 4, 5, 6, 7, 8])
        #expect(!wheel.cancel(again))
    }

    @Test("a million cycles of schedule and cancel leave the memory as it was", arguments: [1, 1000, year])
    func memoryOfCancelled(span: Int64) {
        let wheel = WheelBox(now: Self.start)
        var numbers = SeededRandom(seed: 9)
        var ids = (0..<1000).map { wheel.schedule(at: Self.start + span, payload: $0) }
        let before = wheel.allocatedBytes
        for cycle in UInt64(0)..<1_000_000 {
            let pick = numbers.below(ids.count)
            if !wheel.cancel(ids[pick]) { Issue.record("cycle \(cycle)") }
            let deadline = Self.start + Int64.random(in: 1...span, using: &numbers)
            ids[pick] = wheel.schedule(at: deadline, payload: cycle)
        }
        // Four cells a timer, a last block in each slot a timer can stand in, and the slack of a chunk.
        #expect(wheel.allocatedBytes <= before + 1000 * 64 + min(Int(span), 520) * 528 + 34_000)
        for id in ids { #expect(wheel.cancel(id)) }
        #expect(wheel.nextExpiry == nil)
    }

    @Test("of a crowded slot's timers all but one are cancelled, and their memory serves the next")
    func survivors() {
        let wheel = WheelBox(now: Self.start)
        var peak = 0
        for round in UInt64(0)..<20 {
            let ids = (0..<5000).map { wheel.schedule(at: Self.start + 80_000, payload: round * 5000 + $0) }
            for id in ids.dropLast() { #expect(wheel.cancel(id)) }
            peak = round == 0 ? wheel.allocatedBytes : peak
        }
        #expect(wheel.allocatedBytes <= peak + 34_000, "\(peak) after the first round")
        #expect(wheel.fired(by: Self.start + 80_000) == (1...20).map { $0 * 5000 - 1 })
    }

    @Test("a tick's timers are cancelled from the front, the back or at random: the rest fires as scheduled")
    func crowdedTick() {
        for seed in UInt64(0)..<60 {
            var numbers = SeededRandom(seed: seed)
            let wheel = WheelBox(now: Self.start)
            var waiting: [(id: TimerID, payload: UInt64)] = []
            for round in UInt64(0)..<3 {
                for payload in round * 1000..<round * 1000 + 700 {
                    waiting.append((wheel.schedule(at: Self.start + 5, payload: payload), payload))
                }
                let first = Int.random(in: 0...100, using: &numbers)
                let gone = waiting[first..<first + Int.random(in: 0...waiting.count - first, using: &numbers)]
                for (id, _) in seed % 3 == 0 ? gone.shuffled(using: &numbers) : Array(gone) {
                    if !wheel.cancel(id) { Issue.record("seed \(seed): a waiting timer's id was refused") }
                }
                waiting.removeSubrange(gone.indices)
                #expect(wheel.count == waiting.count)
            }
            #expect(wheel.fired(by: Self.start + 5) == waiting.map(\.payload), "seed \(seed)")
            #expect(wheel.count == 0)
        }
    }

    @Test("cancelled timers in front do not bring the next expiry forward")
    func cancelledInFront() {
        let wheel = WheelBox(now: Self.start)
        let near = (1...5000).map { wheel.schedule(at: Self.start + $0 * 97, payload: 0) }
        let neighbours = (1...40).map { wheel.schedule(at: Self.start + Self.year + $0, payload: 0) }
        wheel.schedule(at: Self.start + Self.year, payload: 1)
        for id in near + neighbours { #expect(wheel.cancel(id)) }
        #expect(wheel.nextExpiry == Self.start + Self.year)
        #expect(wheel.fired(by: Self.start + Self.year) == [1])
    }
}
