package import Logging
package import SMMAPI
package import SMMAccounts
package import SMMModel

/// What the server is built on.
package struct ServerServices: Sendable {
    /// What the routes call.
    package var controls: Controls
    /// Who peers are.
    package var resolver: PrincipalResolver
    /// Where the log goes.
    package var logger: Logger
    /// The daemon's release, for the document and `/v1/version`.
    package var release: String
    /// An instant on a zone's wall clock with its offset, `2026-11-24T09:30:00+01:00`; nil for an unknown zone.
    package var local: @Sendable (Instant, String) -> String?
    /// The nearest of some names to one that is none of them.
    package var nearest: @Sendable (String, [String]) -> String?
    /// Turns an error that is no `Problem` into one; what it does not know becomes a 500.
    package var translate: @Sendable (any Error) -> Problem?
    /// Why a route that writes is not served now, such as a full disk; nil when it is.
    package var refusal: @Sendable (RouteID) -> Problem?
    /// Who is told what was handed over.
    package var hooks = ServerHooks()

    /// All of it.
    package init(
        controls: Controls, resolver: PrincipalResolver, logger: Logger, release: String,
        local: @escaping @Sendable (Instant, String) -> String?,
        nearest: @escaping @Sendable (String, [String]) -> String?,
        translate: @escaping @Sendable (any Error) -> Problem? = { DatabaseProblem.problem(for: $0) },
        refusal: @escaping @Sendable (RouteID) -> Problem? = { _ in nil }
    ) {
        self.controls = controls
        self.resolver = resolver
        self.logger = logger
        self.release = release
        self.local = local
        self.nearest = nearest
        self.translate = translate
        self.refusal = refusal
    }
}
