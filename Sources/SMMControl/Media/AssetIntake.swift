import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMStore

/// One upload for one brand: bytes first, durable, then the row that makes them an asset.
struct AssetIntake: MediaSink {
    let context: ControlContext
    let call: Call
    let brand: BrandProfile
    let query: MediaQuery
    let alt: String?
    let upload: MediaUpload
    /// Who looks into pictures.
    let pictures: any PictureProber

    func write(_ bytes: ByteBuffer) async throws {
        try await upload.write(bytes)
    }

    func finish() async throws -> AssetView {
        let (finding, facts) = try await upload.look(expecting: query.sha256, name: query.name, by: pictures)
        if call.isDryRun {
            await upload.abandon()
        } else {
            try await upload.keep(as: finding.sha256)
        }
        let (context, brand, alt) = (self.context, self.brand, self.alt)
        let view = try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
            // Asked again: the role may have gone while the bytes came.
            let brand = try MediaDesk.brand(brand.id.description, scene, tx)
            let row = try AssetRows.enter(finding, alt: alt, brand: brand.id, scene, ids: context.accounts.ids, tx)
            var view = try AssetRows.view(row, context, tx)
            view.facts = facts
            return view
        }
        if !call.isDryRun { await context.changed() }
        return view
    }

    func abandon() async {
        await upload.abandon()
    }
}
