package import SMMAdapterKit

/// Why a change of the site stopped, and whether it may already be there.
package struct SiteFailure: Error, Sendable, Hashable {
    /// Why.
    package var failure: Failure
    /// Whether the change was decided, or may have been: it is then completed by the next visit to the site.
    package var isUnsure: Bool
    /// Whether the same request can never succeed.
    package var isFinal = false

    /// Before anything was decided.
    package static func before(_ failure: Failure) -> SiteFailure { SiteFailure(failure: failure, isUnsure: false) }
    /// After it was, or may have been.
    package static func after(_ failure: Failure) -> SiteFailure { SiteFailure(failure: failure, isUnsure: true) }
}
