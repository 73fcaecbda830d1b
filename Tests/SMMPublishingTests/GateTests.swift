import SMMModel
import SMMPublishing
import Testing

@Suite("The gate")
struct GateTests {
    private func hold(_ number: Int64) -> Hold {
        Hold(
            id: HoldID(rawValue: number), brand: BrandID(rawValue: 1), scope: .account(AccountID(rawValue: 2)),
            reason: .auth, detail: "Refused.", placedAt: Instant(milliseconds: 0), placedBy: "keeper")
    }

    @Test("a hold that was taken away does not come back by whoever is late to tell of it")
    func late() {
        let gate = Gate()
        gate.place(hold(1))
        gate.place(hold(1))
        #expect(gate.all.count == 1)
        gate.release(hold(1).id)
        gate.place(hold(1))
        // Released before its placing was told.
        gate.release(hold(2).id)
        gate.place(hold(2))
        #expect(gate.isEmpty)
        gate.place(hold(3))
        #expect(gate.all.map(\.id) == [hold(3).id])
        // What the database says at a start counts.
        gate.load([hold(1)])
        #expect(gate.all.map(\.id) == [hold(1).id])
    }
}
