package import SMMAdapterKit
package import SMMModel

/// The adapters by platform name, with the manifests in force. Copies share the manifests.
package struct AdapterRegistry: Sendable {
    private let adapters: [String: any PlatformAdapter]
    private let shelf: ManifestShelf
    private let lacking: Set<Capability>

    /// A registry of these adapters, with their manifests as shipped.
    ///
    /// - Parameter lacking: what no adapter can do on this machine, for want of a program beside the daemon.
    package init(_ adapters: [any PlatformAdapter], lacking: Set<Capability> = []) {
        var byName: [String: any PlatformAdapter] = [:]
        var manifests: [String: PlatformManifest] = [:]
        for adapter in adapters {
            let manifest = adapter.describe()
            byName[manifest.platform] = adapter
            manifests[manifest.platform] = manifest
        }
        self.adapters = byName
        self.shelf = ManifestShelf(manifests)
        self.lacking = lacking
    }

    /// Corrects the manifests as shipped, from now on and for every copy: limits are data that a person may correct.
    ///
    /// - Parameter narrowing: what a person wants to be stricter than an account's own server.
    package func correct(
        _ correction: (PlatformManifest) -> PlatformManifest,
        narrowing: @escaping @Sendable (PlatformManifest) -> PlatformManifest = { $0 }
    ) {
        shelf.correct(correction, narrowing: narrowing)
    }

    /// The adapter that speaks to `platform`.
    package func adapter(_ platform: String) -> (any PlatformAdapter)? { adapters[platform] }

    /// The manifest in force for `platform`.
    package func manifest(_ platform: String) -> PlatformManifest? { shelf.manifest(platform) }

    /// The manifest as it holds for one account: in force for its platform, with what its server says otherwise, and no
    /// wider than a person wants it.
    package func manifest(for account: AccountProfile) -> PlatformManifest? {
        guard let adapter = adapters[account.platform], let manifest = shelf.manifest(account.platform) else {
            return nil
        }
        return shelf.narrowed(adapter.manifest(manifest, for: account))
    }

    /// The same for a post that is to be accepted: what nobody here can do is refused when the post is made, not when it is
    /// due. What was accepted before goes by ``manifest(for:)`` and waits.
    package func acceptance(for account: AccountProfile) -> PlatformManifest? {
        manifest(for: account).map(possible)
    }

    /// The manifests in force, by platform, as people are shown them: without what nobody here can do.
    package var manifests: [String: PlatformManifest] { shelf.all.mapValues(possible) }

    private func possible(_ manifest: PlatformManifest) -> PlatformManifest {
        var manifest = manifest
        manifest.capabilities.subtract(lacking)
        return manifest
    }

    /// The names of all platforms, sorted.
    package var platforms: [String] { shelf.platforms }
}
