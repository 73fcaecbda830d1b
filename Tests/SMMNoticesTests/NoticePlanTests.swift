import SMMModel
import SMMNotices
import Testing

@Suite struct NoticePlanTests {
    private let now = TestClock.start

    private func pending(
        _ id: Int64, kind: String = "missed", brand: Int64 = 7, severity: NoticeSeverity = .critical, attempts: Int = 0,
        told: Instant? = nil
    ) -> PendingNotice {
        PendingNotice(
            Notice(
                id: NoticeID(rawValue: id), brand: BrandID(rawValue: brand), kind: kind, severity: severity,
                subject: "s", body: "b", createdAt: now), attempts: attempts, deliveredAt: told)
    }

    private func plan(_ pending: [PendingNotice], pace: NoticePace = NoticePace(window: .minutes(1))) -> NoticePlan {
        NoticePlan(pending, pace: pace, digestFrom: 5, now: now)
    }

    private func ids(_ plan: NoticePlan) -> [[Int64]] { plan.messages.map { $0.map(\.notice.id.rawValue) } }

    @Test("four of a kind go out one by one, five as one")
    func threshold() {
        #expect(ids(plan((1...4).map { pending($0) })) == [[1], [2], [3], [4]])
        #expect(ids(plan((1...5).map { pending($0) })) == [[1, 2, 3, 4, 5]])
    }

    @Test("another brand, another kind and a reminder are not of the same kind")
    func groups() {
        let mixed = [
            pending(1), pending(2), pending(3, brand: 8), pending(4, brand: 8), pending(5, kind: "failed"),
            pending(6, told: now),
        ]
        #expect(ids(plan(mixed)).count == 6)
    }

    @Test("what follows a few that were told waits for the window's end")
    func held() {
        var pace = NoticePace(window: .minutes(1))
        for second in [-50, -20] { pace.record(NoticeGroup(pending(1)), at: now + .seconds(Int64(second))) }
        let early = plan((3...4).map { pending($0) }, pace: pace)
        #expect(ids(early) == [[3], [4]])
        let held = plan((3...5).map { pending($0) } + [pending(9, kind: "failed")], pace: pace)
        #expect(ids(held) == [[9]])
        #expect(held.lookAgainAt == now + .seconds(40))
        let late = NoticePlan((3...7).map { pending($0) }, pace: pace, digestFrom: 5, now: now + .seconds(40))
        #expect(ids(late) == [[3, 4, 5, 6, 7]])
        #expect(late.lookAgainAt == nil)
    }

    @Test("a clock set back does not hold anything up")
    func clockSetBack() {
        var pace = NoticePace(window: .minutes(1))
        for _ in 1...4 { pace.record(NoticeGroup(pending(1)), at: now + .hours(2)) }
        #expect(ids(plan([pending(9)], pace: pace)) == [[9]])
    }

    @Test("new ones go before those that failed, the gravest before the rest")
    func order() {
        let mixed = [
            pending(1, kind: "a", attempts: 3), pending(2, kind: "b", severity: .info),
            pending(3, kind: "c", severity: .warning), pending(4, kind: "d"),
        ]
        #expect(ids(plan(mixed)) == [[4], [3], [2], [1]])
    }

    @Test(
        "waits double from half a minute to an hour",
        arguments: zip([1, 2, 3, 7, 8, 9, 64, .max], [30, 60, 120, 1920, 3600, 3600, 3600, 3600] as [Int64]))
    func backoff(failures: Int, seconds: Int64) {
        #expect(DeliveryBackoff().wait(failures: failures) == .seconds(seconds))
    }

    @Test("a wait that the channel asks for lengthens, never shortens")
    func askedWait() {
        #expect(DeliveryBackoff().wait(failures: 1, asked: .hours(3)) == .hours(3))
        #expect(DeliveryBackoff().wait(failures: 1, asked: .seconds(1)) == .seconds(30))
    }
}
