import SMMAPI
import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMTime

/// Turns a request's words into a domain post: names become accounts, assets references, written times instants.
struct DraftReading {
    static let asset = Statement(
        "SELECT brand_id, sha256, type, byte_count, width, height, frames, milliseconds, alt FROM asset WHERE id = $1")

    /// More media of one part are not even looked up.
    private static let mostMedia = 1000

    let context: ControlContext
    let scene: AccountsContext.Scene
    let tx: any ReadTransaction
    /// Whether media may stand in by what was measured of them: nothing is made of it.
    var isPreview = false

    func post(_ body: CreatePost, brand: BrandProfile) throws -> NewPost {
        var targets = TargetReading(self, brand: brand)
        return try post(body, brand: brand, targets: try targets.accounts(body.to))
    }

    /// The same where the accounts are known.
    func post(_ body: CreatePost, brand: BrandProfile, targets: [AccountProfile]) throws -> NewPost {
        let zone = context.zone(brand.zone)
        return NewPost(
            brand: brand.id, content: try content(body, brand: brand.id), targets: targets,
            plan: try plan(body.schedule, zone: zone), expires: try moment(body.expires, zone: zone, of: "expires"),
            lateWindow: try lateWindow(body.lateWindowSeconds), allowRepeat: body.allowRepeat ?? false,
            tzdata: context.zones.version())
    }

    func content(_ body: CreatePost, brand: BrandID) throws -> PostContent {
        PostContent(
            parts: try parts(body.text, body.media, body.parts, brand: brand), language: try language(body.language),
            variants: try variants(body.variants, body, brand: brand))
    }

    func parts(
        _ text: String?, _ media: [MediaDraft]?, _ parts: [PartDraft]?, brand: BrandID
    ) throws -> [PostPart] {
        guard let parts else {
            return [PostPart(text: try checked(text ?? ""), media: try references(media, brand: brand))]
        }
        guard text == nil, media == nil else {
            throw Problem.invalid("parts-and-text", "Give either text and media, or parts, not both.")
        }
        guard !parts.isEmpty else { throw Problem.invalid("parts-empty", "A post has at least one part.") }
        return try parts.map {
            PostPart(text: try checked($0.text ?? ""), media: try references($0.media, brand: brand))
        }
    }

    private func variants(
        _ variants: [String: VariantDraft]?, _ body: CreatePost, brand: BrandID
    ) throws -> [String: PostVariant] {
        var found: [String: PostVariant] = [:]
        for (platform, draft) in variants ?? [:] {
            guard context.adapters.manifest(platform) != nil else {
                throw Problem.invalid(
                    "platform-unknown", "There is no platform of that name.", given: platform,
                    allowed: context.adapters.platforms.joined(separator: ", "))
            }
            let isBare = draft.text == nil && draft.parts == nil
            let own =
                isBare
                ? try parts(body.text, body.media, body.parts, brand: brand)
                : try parts(
                    draft.text, draft.parts == nil ? draft.media ?? body.media : draft.media, draft.parts, brand: brand)
            found[platform] = PostVariant(
                parts: own, language: try language(draft.language), options: draft.options ?? [:])
        }
        return found
    }

    func variants(
        _ variants: [String: VariantDraft]?, over old: PostContent, brand: BrandID
    ) throws -> [String: PostVariant] {
        let body = CreatePost(
            parts: old.parts.map { part in
                PartDraft(
                    text: part.text, media: part.media.map { MediaDraft(asset: $0.asset.description, alt: $0.alt) })
            })
        return try self.variants(variants, body, brand: brand)
    }

    private func checked(_ text: String) throws -> String {
        guard !text.unicodeScalars.contains("\0") else {
            throw Problem.invalid("text-nul", "The text holds a NUL character.", next: "Remove it and try again.")
        }
        guard text.utf8.count <= 1 << 20 else {
            throw Problem.invalid(
                "text-too-long", "The text is longer than any network takes.", given: "\(text.utf8.count) bytes",
                allowed: "\(1 << 20) bytes")
        }
        return text
    }

    func language(_ text: String?) throws -> String? {
        guard let text else { return nil }
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        let isShaped = pieces.allSatisfy { (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isAlphanumeric) }
        guard isShaped, let first = pieces.first, first.utf8.count >= 2 else {
            throw Problem.invalid(
                "language-invalid", "That is not a language tag.", given: text, allowed: "BCP 47, such as de or pt-BR")
        }
        return text
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    func references(_ media: [MediaDraft]?, brand: BrandID) throws -> [MediaReference] {
        let media = media ?? []
        guard media.count <= Self.mostMedia else {
            throw Problem.invalid(
                "too-many-media", "A part has more media than any network takes.", given: "\(media.count)",
                allowed: "\(Self.mostMedia)")
        }
        return try media.map { draft in
            if let facts = draft.facts { return try measured(facts, draft) }
            guard let id = AssetID(draft.asset) else { throw missing(draft.asset) }
            let row = try tx.first(Self.asset, [.integer(id.rawValue)]) { row in
                (
                    brand: BrandID(rawValue: try row.int64(0)),
                    reference: MediaReference(
                        asset: id, sha256: try row.text(1), type: try row.text(2), byteCount: try row.int64(3),
                        width: try row.optionalInt(4), height: try row.optionalInt(5),
                        frames: Self.moving(try row.optionalInt(6)), milliseconds: try row.optionalInt64(7),
                        alt: try draft.alt ?? row.optionalText(8))
                )
            }
            guard let row, row.brand == brand else { throw missing(draft.asset) }
            return row.reference
        }
    }

    /// A medium that was measured and not kept.
    private func measured(_ facts: MediaFacts, _ draft: MediaDraft) throws -> MediaReference {
        guard isPreview else {
            throw Problem.invalid(
                "media-not-stored", "A post is made of stored media, not of what was measured of one.",
                given: draft.asset, next: "Upload it first: smmctl media add FILE")
        }
        guard let id = AssetID(draft.asset) else { throw missing(draft.asset) }
        return MediaReference(
            asset: id, sha256: facts.sha256, type: facts.type, byteCount: facts.byteCount, width: facts.width,
            height: facts.height, frames: Self.moving(facts.frames), milliseconds: facts.milliseconds, alt: draft.alt)
    }

    private static func moving(_ frames: Int?) -> Int? { frames.flatMap { $0 > 1 ? $0 : nil } }

    private func missing(_ asset: String) -> Problem {
        Problem.notFound("asset", asset, next: "Upload it first: smmctl media add FILE")
    }

    func plan(_ schedule: ScheduleDraft?, zone: Zone) throws -> PostPlan {
        guard let schedule else { return .nextSlot }
        if let fold = schedule.fold, !(0...1).contains(fold) {
            throw Problem.invalid(
                "fold-invalid", "That is no fold.", given: "\(fold)",
                allowed: "0 for the first of a time that comes twice, 1 for the second")
        }
        switch schedule.kind {
        case "now": return .now
        case "slot": return .nextSlot
        case "draft": return .draft
        case "at":
            guard let text = schedule.at else {
                throw Problem.invalid(
                    "time-missing", "A schedule “at” needs a time.", next: "Add --at \"tomorrow 09:30\"")
            }
            return try at(text, fold: schedule.fold, zone: zone)
        default:
            throw Problem.invalid(
                "schedule-unknown", "There is no such schedule.", given: schedule.kind, allowed: "now, at, slot, draft")
        }
    }

    private func at(_ text: String, fold: Int?, zone: Zone) throws -> PostPlan {
        let when = try WrittenTime.read(text, now: scene.now, zone: zone)
        let wall = when.wall.description
        guard let fold, fold > when.fold, case .overlap(_, let second) = zone.resolve(when.wall) else {
            return .at(when.instant, wall: wall, zone: zone.name, fold: when.fold)
        }
        // Only of a time on the brand's clock are there two to choose from.
        guard when.isTwice else {
            throw Problem.invalid(
                "fold-contradicts", "The time says itself which of the two is meant, and the fold says the other.",
                given: "\(text), fold \(fold)", allowed: "an offset, or a fold",
                next: "Leave out one: --fold, or the offset.")
        }
        return .at(second, wall: wall, zone: zone.name, fold: 1)
    }

    func moment(_ text: String?, zone: Zone, of name: String) throws -> Instant? {
        guard let text, !text.isEmpty else { return nil }
        return try WrittenTime.read(text, now: scene.now, zone: zone).instant
    }

    func lateWindow(_ seconds: Int?) throws -> Milliseconds? {
        guard let seconds else { return nil }
        guard (0...31_536_000).contains(seconds) else {
            throw Problem.invalid(
                "late-window-invalid", "That is not a late window.", given: "\(seconds) s", allowed: "0 to 31536000 s")
        }
        return .seconds(Int64(seconds))
    }
}
