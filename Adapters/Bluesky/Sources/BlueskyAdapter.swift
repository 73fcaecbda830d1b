package import SMMAdapterKit
package import SMMModel
import SMMText

/// Speaks to Bluesky and to any other network of the AT Protocol whose applications know `app.bsky` records.
///
/// The record's key and the whole record are fixed before anything is sent, so that sending again is the same record and
/// a question by key is a proof (guarantee A).
package struct BlueskyAdapter: PlatformAdapter {
    let outcomes: HTTPOutcome
    /// Looks up what DNS says of a handle.
    let records: any TextRecordLookup

    /// An adapter.
    package init(outcomes: HTTPOutcome = HTTPOutcome(), records: any TextRecordLookup = NoTextRecords()) {
        self.outcomes = outcomes
        self.records = records
    }

    /// The manifest.
    package func describe() -> PlatformManifest { BlueskyManifest.manifest }

    /// The manifest with the limit of the account's server on uploads (`describeServer.blobUploadLimit`). Videos go
    /// another way and keep theirs.
    package func manifest(_ manifest: PlatformManifest, for account: AccountProfile) -> PlatformManifest {
        guard let limit = account.facts[BlueskyFact.blobLimit].flatMap({ Int64($0) }), limit > 0 else {
            return manifest
        }
        var manifest = manifest
        for (type, allowed) in manifest.limits.media where type != BlueskyManifest.videoType {
            manifest.limits.media[type]?.maximumBytes = min(allowed.maximumBytes ?? limit, limit)
        }
        return manifest
    }

    /// Every limit of the manifest, and what pictures, videos and options demand of each other.
    package func validate(
        _ variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> [Violation] {
        manifest.violations(of: variant) + BlueskyRules.violations(of: variant)
    }

    /// Where the account stands, and who asks there.
    func desk(_ account: AccountProfile, _ context: AdapterContext) throws(Refusal) -> (Seat, Caller) {
        let seat = try Seat(account, context.credential)
        let caller = Caller(
            context.transport, context.clock, outcomes: outcomes, credential: context.credential)
        return (seat, caller)
    }
}
