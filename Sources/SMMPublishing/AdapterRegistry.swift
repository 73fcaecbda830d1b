package import SMMAdapterKit
package import SMMModel

/// The adapters by platform name, with the manifests in force. Copies share the manifests.
package struct AdapterRegistry: Sendable {
    private let adapters: [String: any PlatformAdapter]
    private let shelf: ManifestShelf

    /// A registry of these adapters, with their manifests as shipped.
    package init(_ adapters: [any PlatformAdapter]) {
        var byName: [String: any PlatformAdapter] = [:]
        var manifests: [String: PlatformManifest] = [:]
        for adapter in adapters {
            let manifest = adapter.describe()
            byName[manifest.platform] = adapter
            manifests[manifest.platform] = manifest
        }
        self.adapters = byName
        self.shelf = ManifestShelf(manifests)
    }

    /// Corrects the manifests as shipped, from now on and for every copy: limits are data that a person may correct.
    package func correct(_ correction: (PlatformManifest) -> PlatformManifest) {
        shelf.correct(correction)
    }

    /// The adapter that speaks to `platform`.
    package func adapter(_ platform: String) -> (any PlatformAdapter)? { adapters[platform] }

    /// The manifest in force for `platform`.
    package func manifest(_ platform: String) -> PlatformManifest? { shelf.manifest(platform) }

    /// The manifest as it holds for one account: in force for its platform, and what its server says otherwise.
    package func manifest(for account: AccountProfile) -> PlatformManifest? {
        guard let adapter = adapters[account.platform], let manifest = shelf.manifest(account.platform) else {
            return nil
        }
        return adapter.manifest(manifest, for: account)
    }

    /// The manifests in force, by platform.
    package var manifests: [String: PlatformManifest] { shelf.all }

    /// The names of all platforms, sorted.
    package var platforms: [String] { shelf.platforms }
}
