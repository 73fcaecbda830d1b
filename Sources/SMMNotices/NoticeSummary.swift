package import SMMModel

/// The open notices of one brand, for a glance.
package struct NoticeSummary: Sendable, Hashable {
    /// The brand; nil for the daemon as a whole.
    package var brand: BrandID?
    /// How many are open.
    package var open: Int
    /// How many of them are critical.
    package var critical: Int
    /// When the newest was raised.
    package var newestAt: Instant
}
