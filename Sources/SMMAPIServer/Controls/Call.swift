package import SMMAccounts
package import SMMModel

/// What every service call gets from the request beside its own words: who asks, and how it is to be done.
package struct Call: Sendable {
    /// Who asks, with the roles known when the request came. A service looks again inside its transaction
    /// (`Authority.current`).
    package var principal: Principal
    /// The `Idempotency-Key`, on creates.
    package var key: RequestKey?
    /// Whether to check everything and change nothing.
    package var isDryRun: Bool
    /// The version that `If-Match` expects; nil for any.
    package var match: Int64?
    /// The request's id in the log.
    package var request: String

    /// A call.
    package init(
        principal: Principal, key: RequestKey? = nil, isDryRun: Bool = false, match: Int64? = nil, request: String = ""
    ) {
        self.principal = principal
        self.key = key
        self.isDryRun = isDryRun
        self.match = match
        self.request = request
    }

    /// The options of a write.
    package var options: WriteOptions { WriteOptions(key: key, isDryRun: isDryRun) }
}
