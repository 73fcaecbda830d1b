package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMStore

/// Takes in photos and videos and shows what is in the stock.
package struct MediaDesk: MediaIntake {
    let context: ControlContext
    private let store: MediaStore
    private let maximumBytes: Int64

    /// A desk that keeps media in `store`, each of at most `maximumBytes`.
    package init(_ context: ControlContext, store: MediaStore, maximumBytes: Int64 = MediaStore.standardLimit) {
        self.context = context
        self.store = store
        self.maximumBytes = maximumBytes
    }

    /// Begins an upload; see `MediaIntake`.
    package func begin(_ call: Call, _ query: MediaQuery, length: Int64?) async throws -> any MediaSink {
        let alt = try Self.checked(alt: query.alt)
        let brand = try await context.accounts.read(call.principal) { scene, tx in
            try Self.brand(query.brand, scene, tx)
        }
        let name: AssetID = context.accounts.ids.next()
        let upload = try await store.begin("\(name)", length: length, limit: maximumBytes)
        return AssetIntake(context: context, call: call, brand: brand, query: query, alt: alt, upload: upload)
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
