package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMPlanning
import SMMPublishing
import SMMText

extension PostDesk {
    /// Validates against every target offline and shows each variant as it will appear; see `PostControl`.
    package func preview(_ call: Call, _ body: CreatePost) async throws -> PreviewView {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            let brand = try BrandLookup.find(body.brand, for: scene.principal, nearest: scene.nearest, in: tx)
            let reading = DraftReading(context: context, scene: scene, tx: tx, isPreview: true)
            let new = try reading.post(body, brand: brand.profile)
            try PostSize(of: new.content, for: new.targets).checkPost()
            return try Self.preview(
                new.content, brand: brand.profile, targets: new.targets, context: context
            ) { account in
                try Self.schedule(new.plan, account, now: scene.now, context, tx)
            }
        }
    }

    /// Shows a stored post as it will appear; see `PostControl`.
    package func preview(_ call: Call, _ post: Reference) async throws -> PreviewView {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            let id = try Self.find(post, scene, tx)
            guard let row = try PostReader.row(id, in: tx), let brand = context.engine.directory.brand(row.brand) else {
                throw Problem.notFound("post", post.text)
            }
            let deliveries = try PostReader.deliveries(of: id, in: tx)
            let moments = Moments(zone: context.zone(brand.zone))
            return try Self.preview(
                row.content, brand: brand,
                targets: deliveries.compactMap { context.engine.directory.account($0.account) }, context: context
            ) { account in
                let delivery = deliveries.first { $0.account == account }
                return ScheduleView(
                    kind: delivery?.scheduleKind ?? "none", due: moments(delivery?.due), wall: delivery?.wall)
            }
        }
    }

    private static func preview(
        _ content: PostContent, brand: BrandProfile, targets: [AccountProfile], context: ControlContext,
        schedule: (AccountID) throws -> ScheduleView
    ) throws -> PreviewView {
        let views = try targets.map { account in
            try target(content, brand: brand, account: account, context: context, schedule: try schedule(account.id))
        }
        return PreviewView(
            brand: BrandReference(id: brand.id, name: brand.name), fits: views.allSatisfy(\.fits), targets: views,
            holds: [])
    }

    private static func target(
        _ content: PostContent, brand: BrandProfile, account: AccountProfile, context: ControlContext,
        schedule: ScheduleView
    ) throws -> PreviewTarget {
        guard let adapter = context.adapters.adapter(account.platform),
            let manifest = context.adapters.manifest(account.platform)
        else { throw Problem.conflict("no-adapter", "No adapter speaks for “\(account.name)” here.") }
        let variant = content.variant(for: account.platform)
        let violations = adapter.validate(variant, account: account, manifest: manifest)
        let limits = manifest.limits
        return PreviewTarget(
            account: AccountReference(id: account.id, name: account.name, platform: account.platform),
            fits: violations.isEmpty, schedule: schedule, language: variant.language ?? brand.language,
            parts: variant.parts.map { part in
                PreviewPart(
                    text: part.text, length: TextMeasure.count(part.text, in: limits.textUnit),
                    unit: limits.textUnit.rawValue, limit: limits.maximumText, media: part.media.map(PostViews.medium))
            },
            options: variant.options,
            violations: violations.map {
                ViolationView(
                    rule: $0.rule, part: $0.part, message: $0.message, measured: $0.measured, allowed: $0.allowed,
                    next: $0.next)
            })
    }

    private static func schedule(
        _ plan: PostPlan, _ account: AccountID, now: Instant, _ context: ControlContext, _ tx: any ReadTransaction
    ) throws -> ScheduleView {
        let zone = context.engine.directory.account(account).flatMap { context.engine.directory.brand($0.brand)?.zone }
        let moments = Moments(zone: context.zone(zone ?? "UTC"))
        switch plan {
        case .draft: return ScheduleView(kind: "none")
        case .now:
            let due: Instant = now + context.engine.writer.undoWindow
            return ScheduleView(kind: "at", due: moments(due))
        case .at(let instant, let wall, _, let fold):
            return ScheduleView(
                kind: "at", due: moments(instant), wall: wall, fold: fold, twice: moments.isTwice(instant) ? true : nil)
        case .nextSlot:
            let slot = try context.slots.nextFreeSlot(of: account, after: now, in: tx)
            return ScheduleView(kind: slot == nil ? "none" : "slot", due: moments(slot))
        }
    }
}
