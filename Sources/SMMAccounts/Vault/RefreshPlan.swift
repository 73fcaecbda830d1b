package import SMMModel

/// When a credential is renewed: pure.
package enum RefreshPlan {
    /// A credential that was given less than this ago and is refused is not renewed again: that would not end.
    package static let freshness = Milliseconds.seconds(60)
    /// So long before its end a credential is not used any more where it can be renewed.
    package static let margin = Milliseconds.seconds(60)
    /// After a renewal that may have been done, this is left to the platform before it is tried again.
    package static let doubt = Milliseconds.seconds(5)
    /// After a renewal that was not done.
    package static let pause = Milliseconds.seconds(30)

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
