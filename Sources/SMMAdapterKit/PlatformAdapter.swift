package import SMMModel
import SMMText

/// A module that speaks one network's API: the small part every adapter must have.
///
/// What else a network can do is said by the optional capability protocols beside this one. An adapter keeps no
/// state of its own between calls; whatever must outlive a crash goes through `AdapterContext.steps`.
package protocol PlatformAdapter: Sendable {
    /// Describes the platform as data: limits, options, settings, the guarantee its API allows.
    func describe() -> PlatformManifest

    /// The manifest as it holds for one account: where a server has limits of its own, or keeps promises that others do
    /// not, the account's facts say so. Pure and offline.
    func manifest(_ manifest: PlatformManifest, for account: AccountProfile) -> PlatformManifest

    /// Checks a variant against the platform's limits: pure and offline. Empty means it fits.
    ///
    /// The default answers every limit of the manifest; an adapter adds only what a manifest cannot say.
    func validate(_ variant: PostVariant, account: AccountProfile, manifest: PlatformManifest) -> [Violation]

    /// How long the platform counts the text of a part of `variant` to be, in the manifest's unit: what its limit is held
    /// against, and what people are shown. Pure and offline.
    func length(
        of part: PostPart, in variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> Int

    /// Publishes one part. Called after the intent is durable; one call sends the effect at most once.
    ///
    /// Never throws: whatever happens is an `AttemptOutcome`, decided from status and error code, never from text.
    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult

    /// Finds out what became of an attempt whose answer was lost. Never sends anything that can be seen.
    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult
}

extension PlatformAdapter {
    /// The same for every account.
    package func manifest(_ manifest: PlatformManifest, for account: AccountProfile) -> PlatformManifest { manifest }

    /// The plain count in the manifest's unit.
    package func length(
        of part: PostPart, in variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> Int { TextMeasure.count(part.text, in: manifest.limits.textUnit) }

    /// Every limit of the manifest and nothing more.
    package func validate(
        _ variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> [Violation] {
        manifest.violations(of: variant)
    }
}
