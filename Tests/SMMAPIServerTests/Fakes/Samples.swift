import SMMAPI
import SMMModel

/// Answers with something in every field, so that a check of their shape checks every field.
enum Samples {
    static let moment = Moment(
        Instant(milliseconds: 1_795_854_600_000), local: "2026-11-28T09:30:00+01:00", zone: "Europe/Berlin")
    static let account = AccountReference(id: AccountID(rawValue: 77), name: "main", platform: "site")
    static let schedule = ScheduleView(kind: "at", due: moment, wall: "2026-11-28T09:30", fold: 0)
    static let media = MediaView(
        asset: AssetID(rawValue: 9), sha256: String(repeating: "0", count: 64), type: "image/png", byteCount: 70,
        width: 1, height: 1, alt: "a dot")
    static let counts = StatusCounts(
        drafts: 1, scheduled: 2, underway: 3, uncertain: 4, unknown: 5, missed: 6, failed: 7, published: 8, holds: 9)

    static func post(_ id: PostID, _ brand: BrandReference, text: String) -> PostView {
        let operation = OperationView(
            id: OperationID(rawValue: 5), kind: Open(OperationKind.publish), part: 0, parts: 1,
            state: Open(OperationState.scheduled), due: moment, attempts: 0,
            receipt: ReceiptView(remoteID: "r1", url: "https://example.org/r1"),
            failure: FailureView(code: "x", message: "m", next: "n"))
        let delivery = DeliveryView(
            id: DeliveryID(rawValue: 6), account: account, state: .scheduled, schedule: schedule, expires: moment,
            lateWindowSeconds: 60, url: "https://example.org/r1", operations: [operation])
        let part = PartView(text: text, media: [media])
        return PostView(
            id: id, brand: brand, state: .scheduled, changes: 1, author: "anna", language: "de", parts: [part],
            variants: ["site": VariantView(parts: [part], language: "en", options: ["title": "t"])],
            revision: RevisionView(
                id: RevisionID(rawValue: 4), number: 1, hash: String(repeating: "0", count: 64), createdAt: moment,
                createdBy: "anna"), allowRepeat: false, createdAt: moment, updatedAt: moment, deliveries: [delivery],
            holds: [hold(brand)], next: ["smmctl why \(id)"])
    }

    static func hold(_ brand: BrandReference) -> HoldView {
        HoldView(
            id: HoldID(rawValue: 3), brand: brand,
            scope: ScopeView(kind: "brand", id: brand.id.description, name: brand.name),
            reason: .operator, detail: "because", placedAt: moment, placedBy: "anna", releasedAt: moment,
            releasedBy: "bert", next: "smmctl hold release hld_3")
    }

    static func summary(_ post: PostView) -> PostSummary {
        PostSummary(
            id: post.id, brand: post.brand, state: post.state, excerpt: post.parts.first?.text ?? "", parts: 1,
            media: 1,
            author: post.author, due: moment, createdAt: moment,
            targets: [PostTarget(account: account, state: .scheduled, due: moment, url: "https://example.org")],
            held: [.operator])
    }

    static func preview(_ brand: BrandReference) -> PreviewView {
        let target = PreviewTarget(
            account: account, fits: false, schedule: schedule, language: "de",
            parts: [PreviewPart(text: "t", length: 1, unit: "graphemes", limit: 280, media: [media])],
            options: ["title": "t"],
            violations: [
                ViolationView(rule: "r", part: 0, message: "m", measured: "2", allowed: "1", next: "n")
            ], notes: ["n"])
        return PreviewView(brand: brand, fits: false, targets: [target], holds: [hold(brand)])
    }

    static func story(_ post: PostView) -> StoryView {
        StoryView(
            post: summary(post), now: "It waits.", next: ["smmctl queue"],
            lines: [
                StoryLine(
                    at: moment, kind: "event", who: "anna", text: "made it", account: account,
                    operation: OperationID(rawValue: 5), detail: "d")
            ])
    }

    static func queueItem(_ brand: BrandReference) -> QueueItem {
        QueueItem(
            operation: OperationID(rawValue: 5), post: PostID(rawValue: 1), brand: brand, account: account,
            kind: Open(OperationKind.publish), part: 0, parts: 1, state: Open(OperationState.scheduled), due: moment,
            schedule: "at", excerpt: "e", held: [])
    }

    static func event(_ seq: Int64, _ brand: BrandReference?) -> EventView {
        EventView(
            seq: seq, at: moment, brand: brand,
            actor: ActorView(kind: "user", name: "anna", uid: 1000, role: Open(Role.author), via: "socket"),
            verb: "post.created", subject: SubjectView(kind: "post", id: "pst_1"), post: PostID(rawValue: 1),
            account: AccountID(rawValue: 77), before: "{}", after: "{}", detail: "d")
    }

    static func asset(_ brand: BrandReference, bytes: Int64) -> AssetView {
        AssetView(
            id: AssetID(rawValue: 9), brand: brand, sha256: String(repeating: "0", count: 64), type: "image/png",
            byteCount: bytes, width: 1, height: 1, alt: "a dot", createdAt: moment)
    }
}
