package import SMMAdapterKit
package import SMMModel
import SMMPublishing
import SMMTime

/// What a batch's posts are read by beside their accounts: they would be read alike as long as it is the same.
package struct BatchBasis: Sendable, Hashable {
    private let brand: BrandProfile
    private let zones: String
    private let manifests: [PlatformManifest?]

    /// A basis.
    ///
    /// - Parameters:
    ///   - brand: the brand of all posts.
    ///   - zones: the version of the zone data.
    ///   - manifests: the limits of each platform.
    package init(brand: BrandProfile, zones: String, manifests: [PlatformManifest?]) {
        self.brand = brand
        self.zones = zones
        self.manifests = manifests
    }

    /// The basis of a batch in `brand`, as things stand.
    init(_ brand: BrandProfile, _ context: ControlContext) {
        self.init(
            brand: brand, zones: context.zones.version(),
            manifests: context.adapters.platforms.map { context.adapters.manifest($0) })
    }
}
