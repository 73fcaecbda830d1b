import BlueskyAdapter
import MastodonAdapter
package import SMMAdapterKit
import SiteAdapter

/// The adapters that come with smmd, in the order they are listed.
package enum BuiltinAdapters {
    /// One of each; DNS is not asked.
    package static let all = all(asking: NoTextRecords())

    /// One of each, whose names are looked up by `records`.
    package static func all(asking records: any TextRecordLookup) -> [any PlatformAdapter] {
        [SiteAdapter(), MastodonAdapter(), BlueskyAdapter(records: records)]
    }
}
