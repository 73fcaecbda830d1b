import FoundationEssentials
package import SMMAdapterKit
package import SMMModel
import Synchronization

/// An adapter behind a JSON border: every request and every result is encoded and decoded on its way, as an adapter in
/// a process of its own would see it.
package final class CodecAdapter: PlatformAdapter, ChecksSettings, PreparesMedia, DeletesPosts, EditsPosts,
    RepliesToComments
{
    /// The adapter behind the border.
    let inner: any PlatformAdapter
    private let found = Mutex<[String]>([])

    /// The border around `inner`.
    package init(_ inner: any PlatformAdapter) { self.inner = inner }

    /// What did not come back as it went in.
    package var findings: [String] { found.withLock { $0 } }

    /// The manifest of the adapter behind the border.
    package func describe() -> PlatformManifest { cross(inner.describe(), "manifest") }

    /// The manifest of one account, from behind the border.
    package func manifest(_ manifest: PlatformManifest, for account: AccountProfile) -> PlatformManifest {
        cross(inner.manifest(cross(manifest, "manifest"), for: cross(account, "account")), "account's manifest")
    }

    /// Asks the adapter behind the border.
    package func validate(
        _ variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> [Violation] {
        cross(
            inner.validate(
                cross(variant, "variant"), account: cross(account, "account"), manifest: cross(manifest, "manifest")),
            "violations")
    }

    /// Counts behind the border.
    package func length(
        of part: PostPart, in variant: PostVariant, account: AccountProfile, manifest: PlatformManifest
    ) -> Int {
        inner.length(
            of: cross(part, "part"), in: cross(variant, "variant"), account: cross(account, "account"),
            manifest: cross(manifest, "manifest"))
    }

    /// Asks the adapter behind the border; there is nothing wrong when it does not say.
    package func faults(of account: AccountProfile) -> [SettingFault] {
        guard let inner = inner as? any ChecksSettings else { return [] }
        return cross(inner.faults(of: cross(account, "account")), "faults")
    }

    /// Publishes through the adapter behind the border.
    package func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        cross(await inner.publish(cross(request, "publish request"), in: context), "publish result")
    }

    /// Asks through the adapter behind the border.
    package func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        cross(await inner.reconcile(cross(request, "reconcile request"), in: context), "reconcile result")
    }

    /// Prepares through the adapter behind the border; there is nothing to prepare when it cannot.
    package func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        guard let inner = inner as? any PreparesMedia else { return .prepared }
        return cross(await inner.prepare(cross(request, "prepare request"), in: context), "prepare result")
    }

    /// Deletes through the adapter behind the border.
    package func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult {
        guard let inner = inner as? any DeletesPosts else { return Self.unable }
        return cross(await inner.delete(cross(request, "delete request"), in: context), "delete result")
    }

    /// Edits through the adapter behind the border.
    package func edit(_ request: EditRequest, in context: AdapterContext) async -> AttemptResult {
        guard let inner = inner as? any EditsPosts else { return Self.unable }
        return cross(await inner.edit(cross(request, "edit request"), in: context), "edit result")
    }

    /// Replies through the adapter behind the border.
    package func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        guard let inner = inner as? any RepliesToComments else { return Self.unable }
        return cross(await inner.reply(cross(request, "reply request"), in: context), "reply result")
    }

    static let unableToSay = Failure("not-supported", "The adapter behind the border cannot do that.")
    static let unable = AttemptResult(.rejected(unableToSay))

    func note(_ finding: String) { found.withLock { $0.append(finding) } }

    func cross<Value: Codable & Equatable>(_ value: Value, _ what: String) -> Value {
        do {
            let copy = try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
            if copy != value { note("\(what): another value came back") }
            return copy
        } catch {
            note("\(what): \(error)")
            return value
        }
    }
}
