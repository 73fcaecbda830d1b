import SMMAdapterKit
import Synchronization

/// The manifests in force: as the adapters have them, with what a person corrected. Shared by everyone who asks.
final class ManifestShelf: Sendable {
    private let shipped: [String: PlatformManifest]
    private let current: Mutex<[String: PlatformManifest]>

    init(_ shipped: [String: PlatformManifest]) {
        self.shipped = shipped
        self.current = Mutex(shipped)
    }

    /// The manifest in force for `platform`.
    func manifest(_ platform: String) -> PlatformManifest? { current.withLock { $0[platform] } }

    /// All manifests in force, by platform.
    var all: [String: PlatformManifest] { current.withLock { $0 } }

    /// Corrects the manifests as shipped; an earlier correction is gone.
    func correct(_ correction: (PlatformManifest) -> PlatformManifest) {
        let fresh = shipped.mapValues(correction)
        current.withLock { $0 = fresh }
    }

    /// The names of all platforms, sorted.
    var platforms: [String] { shipped.keys.sorted() }
}
