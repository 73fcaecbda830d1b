import SMMModel
import SMMStore
import Testing

@Suite("The newest events in memory")
struct EventTailTests {
    private func rows(_ sequences: ClosedRange<Int64>) -> [any Sendable] {
        sequences.map { sequence in
            EventRow(
                sequence: sequence, at: Instant(milliseconds: 0), brand: nil, actorKind: "system", actor: "a", uid: nil,
                role: nil, via: "test", verb: "v", subjectKind: "post", subject: 1, post: nil, account: nil,
                before: nil, after: nil, detail: nil, retention: "audit", hash: [])
        }
    }

    private func sequences(_ tail: EventTail, after sequence: Int64, limit: Int = 100) -> [Int64]? {
        tail.events(after: sequence, limit: limit)?.map(\.sequence)
    }

    @Test("one who keeps up finds what is new, and nothing when there is nothing")
    func keepsUp() {
        let tail = EventTail()
        #expect(sequences(tail, after: 0) == nil, "what was before is not known")
        tail.add(rows(5...7) + ["no event"])
        #expect(sequences(tail, after: 4) == [5, 6, 7])
        #expect(sequences(tail, after: 4, limit: 2) == [5, 6])
        #expect(sequences(tail, after: 6) == [7])
        #expect(sequences(tail, after: 7) == [])
        tail.add(rows(8...8))
        #expect(sequences(tail, after: 7) == [8])
    }

    @Test("one who is behind what is kept, or before it, is sent to the database")
    func behind() {
        let tail = EventTail(limit: 10)
        tail.add(rows(1...4))
        #expect(sequences(tail, after: 2) == [3, 4])
        #expect(sequences(tail, after: 0) == nil, "forgotten once it was taken")
        tail.add(rows(5...20))
        #expect(sequences(tail, after: 4) == nil)
        #expect(sequences(tail, after: 15) == [16, 17, 18, 19, 20])
        #expect(sequences(tail, after: 21) == nil, "not known yet")
    }

    @Test("after a gap only what follows it is kept")
    func gap() {
        let tail = EventTail()
        tail.add(rows(1...3))
        tail.add(rows(6...7))
        #expect(sequences(tail, after: 3) == nil)
        #expect(sequences(tail, after: 5) == [6, 7])
    }
}
