package import SMMModel

/// A post to be made: content that was checked, accounts of one brand, and a plan.
package struct NewPost: Sendable, Hashable {
    /// The brand.
    package var brand: BrandID
    /// What it says.
    package var content: PostContent
    /// Where it goes, with each account's platform.
    package var targets: [AccountProfile]
    /// When.
    package var plan: PostPlan
    /// Never after this.
    package var expires: Instant?
    /// How late it may go out; nil means the configured window.
    package var lateWindow: Milliseconds?
    /// Whether the same text may go to the same account again within a day.
    package var allowRepeat: Bool
    /// The tzdata version the plan was made with.
    package var tzdata: String?

    /// A post.
    package init(
        brand: BrandID, content: PostContent, targets: [AccountProfile], plan: PostPlan, expires: Instant? = nil,
        lateWindow: Milliseconds? = nil, allowRepeat: Bool = false, tzdata: String? = nil
    ) {
        self.brand = brand
        self.content = content
        self.targets = targets
        self.plan = plan
        self.expires = expires
        self.lateWindow = lateWindow
        self.allowRepeat = allowRepeat
        self.tzdata = tzdata
    }
}
