import SMMTestSupport
import SMMTimerWheel
import Testing

@Suite struct WheelPropertyTests {
    private static let start: Int64 = 1_800_000_000_000

    @Test("the wheel does what a sorted list does, whatever is scheduled, cancelled and however the clock jumps")
    func matchesSortedList() {
        for seed in UInt64(0)..<60 {
            run(seed: seed, operations: 1500, start: Self.start)
        }
    }

    @Test("the wheel does what a sorted list does at both ends of time")
    func matchesSortedListAtTheEnds() {
        for seed in UInt64(100)..<110 {
            run(seed: seed, operations: 600, start: .max - 5_000_000)
            run(seed: seed, operations: 600, start: .min)
            run(seed: seed, operations: 600, start: -1000)
        }
    }

    @Test("the wheel does what a sorted list does while most timers are cancelled and slots are crowded")
    func matchesSortedListWhenMostAreCancelled() {
        for seed in UInt64(200)..<230 {
            var numbers = SeededRandom(seed: seed)
            let wheel = WheelBox(now: Self.start)
            var model = SortedModel()
            var now = Self.start
            let span: Int64 = [200, 3000, 400_000, 90_000_000, 2_000_000_000_000].randomElement(using: &numbers) ?? 1
            for round in UInt64(0)..<8 {
                var ids: [(id: TimerID, payload: UInt64)] = []
                for payload in round * 400..<round * 400 + 400 {
                    let deadline = now + Int64.random(in: -2...span, using: &numbers)
                    ids.append((wheel.schedule(at: deadline, payload: payload), payload))
                    model.schedule(at: deadline, payload: payload)
                }
                if round % 3 > 0 { ids.shuffle(using: &numbers) }
                for (id, payload) in ids.prefix(Int.random(in: 200...400, using: &numbers)) {
                    #expect(wheel.cancel(id) == model.cancel(payload: payload))
                    #expect(!wheel.cancel(id), "its place may be free or taken, the id stays stale")
                    if payload % 8 == 0 { check(wheel.nextExpiry, model.earliest, wheel.now) }
                }
                now += Int64.random(in: 0...span / 4, using: &numbers)
                let expected = model.advance(to: now)
                #expect(wheel.advance(to: now) == expected, "seed \(seed), round \(round)")
                #expect(wheel.count == model.count)
            }
        }
    }

    @Test("a batch limit loses, doubles and reorders nothing")
    func limitedBatches() {
        var numbers = SeededRandom(seed: 7)
        let wheel = WheelBox(now: Self.start)
        var model = SortedModel()
        var now = Self.start
        var payload: UInt64 = 0
        for _ in 0..<400 {
            for _ in 0..<Int.random(in: 0..<20, using: &numbers) {
                let deadline = now + Int64.random(in: -5...40, using: &numbers)
                wheel.schedule(at: deadline, payload: payload)
                model.schedule(at: deadline, payload: payload)
                payload += 1
            }
            now += Int64.random(in: 0...300, using: &numbers)
            var fired: [Expired] = []
            while true {
                let batch = wheel.advance(to: now, limit: 3)
                if batch.isEmpty { break }
                fired += batch
            }
            let expected = model.advance(to: now)
            #expect(fired == expected)
            #expect(wheel.count == model.count)
        }
    }

    /// Runs the same random operations on the wheel and on the model.
    private func run(seed: UInt64, operations: Int, start: Int64) {
        var numbers = SeededRandom(seed: seed)
        let wheel = WheelBox(now: start)
        var model = SortedModel()
        var ids: [(id: TimerID, payload: UInt64)] = []
        var now = start
        for operation in 0..<operations {
            switch Int.random(in: 0..<10, using: &numbers) {
            case 0..<5:
                let deadline = Self.deadline(after: now, &numbers)
                let payload = UInt64(operation)
                ids.append((wheel.schedule(at: deadline, payload: payload), payload))
                model.schedule(at: deadline, payload: payload)
            case 5..<7:
                guard let pick = ids.randomElement(using: &numbers) else { continue }
                let expected = model.cancel(payload: pick.payload)
                #expect(wheel.cancel(pick.id) == expected, "seed \(seed)")
            default:
                now = Self.step(from: now, &numbers)
                let expected = model.advance(to: now)
                #expect(wheel.advance(to: now) == expected, "seed \(seed), operation \(operation)")
            }
            check(wheel.nextExpiry, model.earliest, wheel.now)
            #expect(wheel.count == model.count, "seed \(seed)")
        }
    }

    private func check(_ expiry: Int64?, _ earliest: Int64?, _ wheelTime: Int64) {
        #expect((expiry == nil) == (earliest == nil))
        guard let expiry, let earliest else { return }
        #expect(expiry <= earliest)
        #expect(expiry == earliest || expiry > wheelTime, "an early wake must move the wheel on")
    }

    private static func deadline(after now: Int64, _ numbers: inout SeededRandom) -> Int64 {
        let spans: [Int64] = [3, 300, 70_000, 20_000_000, 4_000_000_000, 40_000_000_000, 1_200_000_000_000, .max / 2]
        let span = spans.randomElement(using: &numbers) ?? 1
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: return saturating(now, -Int64.random(in: 0...span, using: &numbers))
        case 1: return [.min, .max, 0, -1].randomElement(using: &numbers) ?? 0
        default: return saturating(now, Int64.random(in: 0...span, using: &numbers))
        }
    }

    private static func step(from now: Int64, _ numbers: inout SeededRandom) -> Int64 {
        let spans: [Int64] = [1, 50, 3000, 1_000_000, 100_000_000, 5_000_000_000, 2_000_000_000_000]
        let weights = Int.random(in: 0..<100, using: &numbers)
        let span = spans[weights < 90 ? weights % 5 : weights % 7]
        let forward = Int.random(in: 0..<8, using: &numbers) > 0
        let distance = Int64.random(in: 0...span, using: &numbers)
        return saturating(now, forward ? distance : -distance)
    }

    private static func saturating(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? (right < 0 ? .min : .max) : sum
    }
}
