package import SMMAPI
package import SMMAPIServer
import SMMAccounts
package import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// Takes in photos and videos and shows what is in the stock.
package struct MediaDesk: MediaIntake {
    let context: ControlContext
    private let store: MediaStore
    private let maximumBytes: Int64
    private let pictures: any PictureProber & PictureFitter

    /// A desk that keeps media in `store`, each of at most `maximumBytes`, pictures only when `pictures` finds
    /// them whole.
    package init(
        _ context: ControlContext, store: MediaStore, pictures: any PictureProber & PictureFitter,
        maximumBytes: Int64 = MediaStore.standardLimit
    ) {
        self.pictures = pictures
        self.context = context
        self.store = store
        self.maximumBytes = maximumBytes
    }

    /// Begins an upload; see `MediaIntake`.
    package func begin(_ call: Call, _ query: MediaQuery, length: Int64?) async throws -> any MediaSink<AssetView> {
        let alt = try Self.checked(alt: query.alt)
        let brand = try await context.accounts.read(call.principal) { scene, tx in
            try Self.brand(query.brand, scene, tx)
        }
        let name: AssetID = context.accounts.ids.next()
        let upload = try await store.begin("\(name)", length: length, limit: maximumBytes)
        return AssetIntake(
            context: context, call: call, brand: brand, query: query, alt: alt, upload: upload,
            pictures: pictures)
    }

    /// Begins an upload that is looked at and not kept; see `MediaIntake`.
    package func beginPreview(
        _ call: Call, _ query: MediaPreviewQuery, length: Int64?
    ) async throws -> any MediaSink<MediaPreviewView> {
        if query.content, query.network == nil {
            throw Problem.invalid(
                "network-missing", "Pictures come along for one network at a time.",
                next: "Name it: network=NAME")
        }
        let networks = try networks(query.network)
        _ = try await context.accounts.read(call.principal) { scene, tx in
            try Self.brand(query.brand, scene, tx)
        }
        let name: AssetID = context.accounts.ids.next()
        let upload = try await store.begin("\(name)", length: length, limit: maximumBytes)
        return MediaPreviewing(query: query, upload: upload, networks: networks, asset: name, pictures: pictures)
    }

    /// The networks that a preview is for, with their own limits: those of an account's server or of its own, which a post
    /// is held against, are not known here.
    private func networks(_ wanted: String?) throws -> [PlatformManifest] {
        let all = context.adapters.manifests
        guard let wanted else { return all.values.sorted { $0.platform < $1.platform } }
        guard let one = all[wanted] else {
            throw Problem.notFound("network", wanted, next: "smmctl platform list")
        }
        return [one]
    }

    /// One asset; see `MediaIntake`.
    package func show(_ call: Call, _ asset: String) async throws -> AssetView {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            guard let id = AssetID(asset), let row = try AssetRows.byID(id, in: tx),
                scene.principal.role(in: row.brand) != nil
            else { throw Problem.notFound("asset", asset) }
            return try AssetRows.view(row, context, tx)
        }
    }

    /// The brand an upload is for, in which the asker is at least an author.
    static func brand(
        _ name: String?, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> BrandProfile {
        let brand = try BrandLookup.find(name, for: scene.principal, nearest: scene.nearest, in: tx).profile
        let role = scene.principal.role(in: brand.id)
        guard let role, role >= .author else { throw Problem.forbidden("add media", needs: .author, has: role) }
        return brand
    }

    private static func checked(alt: String?) throws -> String? {
        guard let alt, !alt.isEmpty else { return nil }
        guard alt.utf8.count <= 8192, !alt.unicodeScalars.contains("\0") else {
            throw Problem.invalid(
                "alt-invalid", "That description cannot be kept.", given: "\(alt.utf8.count) bytes",
                allowed: "at most 8192 bytes, without U+0000")
        }
        return alt
    }
}
