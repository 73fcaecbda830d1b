import SMMModel
import SMMPublishing
import Testing

@testable import SMMControl

@Suite("The changes of a transaction")
struct ChangeBoxTests {
    private static func change(_ number: Int64) -> PostChange {
        var change = PostChange(post: PostID(rawValue: number))
        change.wakes = [Instant(milliseconds: number)]
        change.operations = 1
        change.holds = [
            Hold(
                id: HoldID(rawValue: number), brand: BrandID(rawValue: 1), scope: .post(PostID(rawValue: 7)),
                reason: .approval, detail: "asked", placedAt: Instant(milliseconds: number), placedBy: "anna")
        ]
        return change
    }

    @Test("of a body that runs again are those of its last run, in the gate as well")
    func again() {
        let box = ChangeBox()
        let gate = Gate()
        gate.place(Self.change(99).holds[0])
        for run in 1...2 as ClosedRange<Int64> {
            box.begin(gate)
            box.add(Self.change(run * 10), to: gate)
            box.add(Self.change(run * 10 + 1), to: gate)
        }
        #expect(box.taken.holds.map(\.id.rawValue) == [20, 21])
        #expect(box.taken.wakes.map(\.milliseconds) == [20, 21])
        #expect(box.taken.operations == 2)
        #expect(gate.all.map(\.id.rawValue).sorted() == [20, 21, 99])
        box.giveUp(gate)
        #expect(gate.all.map(\.id.rawValue) == [99])
    }
}
