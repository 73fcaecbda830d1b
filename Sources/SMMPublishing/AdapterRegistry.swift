package import SMMAdapterKit

/// The adapters by platform name, with the manifests in force.
package struct AdapterRegistry: Sendable {
    private let adapters: [String: any PlatformAdapter]
    private let manifests: [String: PlatformManifest]

    /// A registry of these adapters; `override` may change a manifest (limits are data that a person may correct).
    package init(
        _ adapters: [any PlatformAdapter], override: (PlatformManifest) -> PlatformManifest = { $0 }
    ) {
        var byName: [String: any PlatformAdapter] = [:]
        var manifests: [String: PlatformManifest] = [:]
        for adapter in adapters {
            let manifest = override(adapter.describe())
            byName[manifest.platform] = adapter
            manifests[manifest.platform] = manifest
        }
        self.adapters = byName
        self.manifests = manifests
    }

    /// The adapter that speaks to `platform`.
    package func adapter(_ platform: String) -> (any PlatformAdapter)? { adapters[platform] }

    /// The manifest in force for `platform`.
    package func manifest(_ platform: String) -> PlatformManifest? { manifests[platform] }

    /// The names of all platforms, sorted.
    package var platforms: [String] { manifests.keys.sorted() }
}
