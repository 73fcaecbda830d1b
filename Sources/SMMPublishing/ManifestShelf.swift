import SMMAdapterKit
import Synchronization

/// The manifests in force: as the adapters have them, with what a person corrected. Shared by everyone who asks.
final class ManifestShelf: Sendable {
    private struct Shelf {
        var manifests: [String: PlatformManifest]
        var narrowing: @Sendable (PlatformManifest) -> PlatformManifest = { $0 }
    }

    private let shipped: [String: PlatformManifest]
    private let current: Mutex<Shelf>

    init(_ shipped: [String: PlatformManifest]) {
        self.shipped = shipped
        self.current = Mutex(Shelf(manifests: shipped))
    }

    /// The manifest in force for `platform`.
    func manifest(_ platform: String) -> PlatformManifest? { current.withLock { $0.manifests[platform] } }

    /// All manifests in force, by platform.
    var all: [String: PlatformManifest] { current.withLock { $0.manifests } }

    /// The manifest of one account, no wider than a person wants it.
    func narrowed(_ manifest: PlatformManifest) -> PlatformManifest { current.withLock(\.narrowing)(manifest) }

    /// Corrects the manifests as shipped, and narrows those of accounts; an earlier correction is gone.
    func correct(
        _ correction: (PlatformManifest) -> PlatformManifest,
        narrowing: @escaping @Sendable (PlatformManifest) -> PlatformManifest
    ) {
        let fresh = shipped.mapValues(correction)
        current.withLock { $0 = Shelf(manifests: fresh, narrowing: narrowing) }
    }

    /// The names of all platforms, sorted.
    var platforms: [String] { shipped.keys.sorted() }
}
