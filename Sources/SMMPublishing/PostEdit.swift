package import SMMModel

/// What changes in a post; nil leaves it as it is.
package struct PostEdit: Sendable, Hashable {
    /// New content.
    package var content: PostContent?
    /// Another time.
    package var plan: PostPlan?
    /// Another last moment; `.some(nil)` takes it away.
    package var expires: Instant??
    /// Another late window.
    package var lateWindow: Milliseconds?
    /// Whether the same text may go again within a day.
    package var allowRepeat: Bool?
    /// The tzdata version of the plan.
    package var tzdata: String?

    /// No change.
    package init() {}
}
