import SMMAdapterKit
import SMMModel

/// A record in exactly one version (lexicon `com.atproto.repo.strongRef`).
struct StrongReference: Sendable, Hashable {
    /// The record's URI.
    let uri: String
    /// The version's CID.
    let cid: String

    /// A reference; nil when either is empty.
    init?(_ uri: String?, _ cid: String?) {
        guard let uri, let cid, !uri.isEmpty, !cid.isEmpty else { return nil }
        self.uri = uri
        self.cid = cid
    }

    /// Reads `{uri, cid}`.
    init?(_ json: JSONValue?) {
        self.init(json?["uri"]?.string, json?["cid"]?.string)
    }

    /// `{uri, cid}`.
    var json: JSONValue { .object(["uri": .string(uri), "cid": .string(cid)]) }
}
