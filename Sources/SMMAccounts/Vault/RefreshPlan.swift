package import SMMAdapterKit
package import SMMModel

/// When a credential is renewed, and what is handed out until then: pure.
package enum RefreshPlan {
    /// A credential that was given less than this ago and is refused is not renewed again: that would not end.
    package static let freshness = Milliseconds.seconds(60)
    /// So long before its end a credential is not used any more where it can be renewed.
    package static let margin = Milliseconds.seconds(60)
    /// After a renewal that may have been done, this is left to the platform before it is tried again.
    package static let doubt = Milliseconds.seconds(5)
    /// After a renewal that was not done.
    package static let pause = Milliseconds.seconds(30)

    /// All requests of a renewal together take no longer: whoever sends waits for it.
    package static let patience = Milliseconds.seconds(20)
    /// A pause beyond this is a clock that went back.
    private static let longestPause = Milliseconds.hours(24)

    /// What is done when a credential is asked for.
    package static func asked(_ question: RefreshQuestion) -> RefreshAction {
        if let refusal = question.refusal { return .lose(refusal) }
        guard question.canRenew else {
            guard let end = question.expiresAt, end <= question.now else { return .use }
            return .lose(Failure("credential-expired", "The credential has ended and cannot be renewed."))
        }
        let isOver = question.expiresAt.map { $0 - margin <= question.now } ?? false
        let isTime =
            question.expiresAt.map {
                due(issuedAt: question.issuedAt, expiresAt: $0, jitter: question.jitter) <= question.now
            } ?? false
        guard question.isBegun || isOver || isTime else { return .use }
        guard let wait = question.isCopy ? copyWaits : pausing(question) else { return .renew(oldServes: !isOver) }
        // What may have been renewed already may be dead.
        return isOver || question.isBegun ? wait : .use
    }

    /// What is done when the platform did not accept the credential.
    package static func refused(_ question: RefreshQuestion) -> RefreshAction {
        if let refusal = question.refusal { return .lose(refusal) }
        if let wait = pausing(question) { return wait }
        let age = question.now - question.issuedAt
        // One that was given a moment ago and is refused is not renewed again: that would not end.
        guard question.canRenew, age < .zero || age > freshness else { return .lose(refusedFailure) }
        return question.isCopy ? copyWaits : .renew(oldServes: false)
    }

    /// Why a credential is lost that the platform did not accept.
    package static let refusedFailure = Failure(
        "credential-refused", "The platform does not accept the credential.")

    /// A copy of a database does not use up what the original may still need.
    private static let copyWaits = RefreshAction.wait(
        after: .minutes(1),
        Failure("renewal-held", "The database is a copy: nothing is renewed until it is in service."))

    /// The wait the platform, or the last failure, asked for; nil when there is none.
    private static func pausing(_ question: RefreshQuestion) -> RefreshAction? {
        guard let pause = question.pause, pause > question.now, pause - question.now <= longestPause else { return nil }
        return .wait(
            after: pause - question.now,
            Failure("renewal-waits", "The credential could not be renewed just now."))
    }

    /// A number in 0..<1 that is an account's own: the same at each start, and spread over all of them.
    package static func jitter(of account: AccountID) -> Double {
        // Fibonacci hashing: the high bits depend on all of the id.
        let mixed = (UInt64(bitPattern: account.rawValue) &* 0x9E37_79B9_7F4A_7C15) >> 40
        return Double(mixed) / Double(1 << 24)
    }

    /// The instant to renew at: at 80 % of the life, and up to 5 % later, so that not all accounts come at once.
    ///
    /// - Parameter jitter: 0..<1.
    package static func due(issuedAt: Instant, expiresAt: Instant, jitter: Double) -> Instant {
        let life = max(0, (expiresAt - issuedAt).count)
        let share = 0.8 + 0.05 * min(max(jitter, 0), 1)
        return issuedAt + Milliseconds(count: Int64(Double(life) * share))
    }
}
