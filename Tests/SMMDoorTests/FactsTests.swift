import Dispatch
import SMMDoor
import SMMDoorWire
import SMMModel
import Synchronization
import Testing

@Suite("What the door knows of its configuration")
struct FactsTests {
    private static let facts = DoorFacts(host: "door.example.org", language: "en", proxies: [])

    @Test("of many who need it first, one asks, and all are told")
    func together() async throws {
        let asked = Mutex(0)
        let begun = DispatchSemaphore(value: 0)
        let desk = Desk(
            Entrance.patient, now: { .seconds(1) },
            call: { _ in
                asked.withLock { $0 += 1 }
                // All others are on their way by then.
                for _ in 0..<20 { #expect(begun.wait(timeout: .now() + .seconds(20)) == .success) }
                return .success(DeskReply(.facts(Self.facts)))
            })
        let answers = await withTaskGroup(of: DoorFacts?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    begun.signal()
                    return await desk.facts().facts
                }
            }
            return await group.reduce(into: [DoorFacts?]()) { $0.append($1) }
        }
        #expect(answers == Array(repeating: Self.facts, count: 20))
        #expect(asked.withLock { $0 } == 1)
        await desk.close()
    }

    @Test("whoever finds that smmd does not answer is told why, also where older words are known")
    func fault() async throws {
        let time = Mutex(Milliseconds.seconds(1))
        let isDown = Mutex(true)
        let desk = Desk(
            Entrance.patient, now: { time.withLock { $0 } },
            call: { _ in isDown.withLock { $0 } ? .failure(.absent) : .success(DeskReply(.facts(Self.facts))) })
        var found = await desk.facts()
        #expect(found.facts == nil && found.fault == .absent)
        isDown.withLock { $0 = false }
        found = await desk.facts()
        #expect(found.facts == Self.facts && found.fault == nil)
        isDown.withLock { $0 = true }
        found = await desk.facts()
        #expect(found.facts == Self.facts && found.fault == nil)
        time.withLock { $0 = .minutes(5) }
        found = await desk.facts()
        #expect(found.facts == Self.facts && found.fault == .absent)
        await desk.close()
    }
}
