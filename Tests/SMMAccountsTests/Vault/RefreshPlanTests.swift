import SMMAccounts
import SMMAdapterKit
import SMMModel
import Testing

@Suite("The plan of renewals")
struct RefreshPlanTests {
    private static let start = Instant(milliseconds: 1_795_854_600_000)

    /// A credential with a life of two hours, so many minutes after it was given.
    private static func question(
        _ minutes: Int64, _ change: (inout RefreshQuestion) -> Void = { _ in }
    ) -> RefreshQuestion {
        var question = RefreshQuestion(
            now: start + .minutes(minutes), issuedAt: start, expiresAt: start + .hours(2))
        change(&question)
        return question
    }

    private static func word(_ action: RefreshAction) -> String {
        switch action {
        case .use: "use"
        case .lose(let failure): failure.code
        case .wait(let after, let failure): "\(failure.code) \(after.count / 1000)"
        case .renew(let oldServes): oldServes ? "renew" : "renew first"
        }
    }

    @Test("what is asked for is used, renewed, waited for or lost")
    func asked() {
        let table: [(RefreshQuestion, String)] = [
            (Self.question(0), "use"),
            (Self.question(95), "use"),
            (Self.question(96), "renew"),
            (Self.question(97) { $0.jitter = 0.9 }, "use"),
            (Self.question(118), "renew"),
            (Self.question(119), "renew first"),
            (Self.question(500), "renew first"),
            (Self.question(500) { $0.expiresAt = nil }, "use"),
            (Self.question(1) { $0.isBegun = true }, "renew"),
            (Self.question(1) { $0.refusal = Failure("gone", "") }, "gone"),
            (Self.question(119) { $0.canRenew = false }, "use"),
            (Self.question(120) { $0.canRenew = false }, "credential-expired"),
            (Self.question(100) { $0.isCopy = true }, "use"),
            (Self.question(119) { $0.isCopy = true }, "renewal-held 60"),
            (Self.question(1) { ($0.isCopy, $0.isBegun) = (true, true) }, "renewal-held 60"),
            (Self.question(100) { $0.pause = $0.now + .seconds(7) }, "use"),
            (Self.question(119) { $0.pause = $0.now + .seconds(7) }, "renewal-waits 7"),
            (Self.question(119) { $0.pause = $0.now }, "renew first"),
            // The clock went back.
            (Self.question(119) { $0.pause = $0.now + .hours(25) }, "renew first"),
        ]
        for (question, expected) in table {
            #expect(Self.word(RefreshPlan.asked(question)) == expected, "\(question)")
        }
    }

    @Test("what was refused is renewed once, and never one that was given a moment ago")
    func refused() {
        let table: [(RefreshQuestion, String)] = [
            (Self.question(0), "credential-refused"),
            (Self.question(1), "credential-refused"),
            (Self.question(2), "renew first"),
            (Self.question(-2), "renew first"),
            (Self.question(500) { $0.expiresAt = nil }, "renew first"),
            (Self.question(2) { $0.canRenew = false }, "credential-refused"),
            (Self.question(2) { $0.isCopy = true }, "renewal-held 60"),
            (Self.question(2) { $0.pause = $0.now + .seconds(7) }, "renewal-waits 7"),
            (Self.question(2) { $0.refusal = Failure("gone", "") }, "gone"),
        ]
        for (question, expected) in table {
            #expect(Self.word(RefreshPlan.refused(question)) == expected, "\(question)")
        }
    }

    @Test("an account's own moment of renewal is always the same, and spread over all of them")
    func jitter() {
        let first = (0..<2000).map { AccountID(rawValue: 7_000_000_000_000 + Int64($0) << 10) }
        let values = first.map(RefreshPlan.jitter)
        #expect(values == first.map(RefreshPlan.jitter))
        #expect(values.allSatisfy { (0..<1).contains($0) })
        for tenth in 0..<10 {
            let share = values.count { Int($0 * 10) == tenth }
            #expect((100...300).contains(share), "\(tenth): \(share)")
        }
    }
}
