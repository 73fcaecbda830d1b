import SMMAPI
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

/// The rows of assets: one for each content in each brand.
enum AssetRows {
    /// A stored asset.
    struct Asset: Sendable {
        var id: AssetID
        var brand: BrandID
        var sha256: String
        var type: String
        var byteCount: Int64
        var width: Int?
        var height: Int?
        var frames: Int?
        var milliseconds: Int64?
        var alt: String?
        var createdAt: Instant
    }

    static let byID = Statement(
        """
        SELECT id, brand_id, sha256, type, byte_count, width, height, frames, milliseconds, alt, created_at FROM asset
        WHERE id = $1
        """)
    static let byContent = Statement(
        """
        SELECT id, brand_id, sha256, type, byte_count, width, height, frames, milliseconds, alt, created_at FROM asset
        WHERE brand_id = $1 AND sha256 = $2
        """)
    static let insert = Statement(
        """
        INSERT INTO asset (id, brand_id, sha256, type, byte_count, width, height, frames, milliseconds, alt, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """)
    static let measure = Statement(
        "UPDATE asset SET width = $2, height = $3, frames = $4, milliseconds = $5 WHERE id = $1")
    static let describe = Statement("UPDATE asset SET alt = $2 WHERE id = $1")

    static func byID(_ id: AssetID, in tx: any ReadTransaction) throws -> Asset? {
        try tx.first(byID, [.integer(id.rawValue)], asset)
    }

    /// The asset of a content in a brand: the one that is there, with a new description where one is given, else a new one.
    static func enter(
        _ finding: MediaUpload.Finding, alt: String?, brand: BrandID, _ scene: AccountsContext.Scene, ids: IDSource,
        _ tx: any WriteTransaction
    ) throws -> Asset {
        if var old = try tx.first(byContent, [.integer(brand.rawValue), .text(finding.sha256)], asset) {
            // One that came in before this was looked at.
            if old.frames == nil, old.milliseconds == nil, finding.frames != nil || finding.header.milliseconds != nil {
                (old.width, old.height) = (finding.header.width, finding.header.height)
                (old.frames, old.milliseconds) = (finding.frames, finding.header.milliseconds)
                try tx.run(
                    measure,
                    [
                        .integer(old.id.rawValue), old.width.map { Int64($0) }.sqlValue,
                        old.height.map { Int64($0) }.sqlValue, old.frames.map { Int64($0) }.sqlValue,
                        old.milliseconds.sqlValue,
                    ])
            }
            guard let alt, alt != old.alt else { return old }
            try tx.run(describe, .integer(old.id.rawValue), .text(alt))
            try record("asset.described", old, scene, tx)
            old.alt = alt
            return old
        }
        let new = Asset(
            id: ids.next(), brand: brand, sha256: finding.sha256, type: finding.header.type,
            byteCount: finding.byteCount, width: finding.header.width, height: finding.header.height,
            frames: finding.frames, milliseconds: finding.header.milliseconds, alt: alt,
            createdAt: scene.now)
        try tx.run(
            insert,
            [
                .integer(new.id.rawValue), .integer(brand.rawValue), .text(new.sha256), .text(new.type),
                .integer(new.byteCount), new.width.map { Int64($0) }.sqlValue, new.height.map { Int64($0) }.sqlValue,
                new.frames.map { Int64($0) }.sqlValue, new.milliseconds.sqlValue, new.alt.sqlValue,
                new.createdAt.sqlValue,
            ])
        try record("asset.added", new, scene, tx)
        return new
    }

    static func view(_ asset: Asset, _ context: ControlContext, _ tx: any ReadTransaction) throws -> AssetView {
        let brand = context.engine.directory.brand(asset.brand)
        let moments = Moments(zone: context.zone(brand?.zone ?? "UTC"))
        return AssetView(
            id: asset.id, brand: BrandReference(id: asset.brand, name: brand?.name ?? asset.brand.description),
            sha256: asset.sha256, type: asset.type, byteCount: asset.byteCount, width: asset.width,
            height: asset.height, frames: asset.frames, milliseconds: asset.milliseconds, alt: asset.alt,
            createdAt: moments(asset.createdAt))
    }

    private static func record(
        _ verb: String, _ asset: Asset, _ scene: AccountsContext.Scene, _ tx: any WriteTransaction
    ) throws {
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: asset.brand, principal: scene.principal,
                role: scene.principal.role(in: asset.brand), verb: verb, subjectKind: "asset",
                subject: asset.id.rawValue, after: asset.sha256, detail: asset.type), in: tx)
    }

    private static func asset(_ row: Row) throws -> Asset {
        Asset(
            id: AssetID(rawValue: try row.int64(0)), brand: BrandID(rawValue: try row.int64(1)),
            sha256: try row.text(2), type: try row.text(3), byteCount: try row.int64(4), width: try row.optionalInt(5),
            height: try row.optionalInt(6), frames: try row.optionalInt(7), milliseconds: try row.optionalInt64(8),
            alt: try row.optionalText(9), createdAt: try row.instant(10))
    }
}
