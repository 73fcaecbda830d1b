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
            let role = brand.role
            guard let role, role >= .author else { throw Problem.forbidden("make a post", needs: .author, has: role) }
            let reading = DraftReading(context: context, scene: scene, tx: tx, isPreview: true)
            let new = try reading.post(body, brand: brand.profile)
            try PostWriter.checkExtent(of: new.content, for: new.targets)
            let views = try new.targets.map { account in
                let schedule = try Self.schedule(new.plan, account.id, now: scene.now, context, tx)
                let objections = try context.engine.writer.objections(
                    to: new, on: account, due: schedule.due?.instant, in: tx)
                return try Self.target(
                    new.content, brand: brand.profile, account: account, context: context, schedule: schedule,
                    objections: objections)
            }
            let scopes = [.everything, .brand(brand.profile.id)] + new.targets.map { HoldScope.account($0.id) }
            return Self.preview(
                views, brand: brand.profile, holds: context.engine.gate.holds(of: Set(scopes)), context,
                approval: role < .approver ? PostWriter.approvalDetail(scene.principal) : nil)
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
            let views = try deliveries.compactMap { delivery in
                let schedule = ScheduleView(
                    kind: delivery.scheduleKind, due: moments(delivery.due), wall: delivery.wall)
                return try context.engine.directory.account(delivery.account).map { account in
                    try Self.target(row.content, brand: brand, account: account, context: context, schedule: schedule)
                }
            }
            let holds = PostViews(context: context, brand: row.brand).holds(row, deliveries)
            return Self.preview(views, brand: brand, holds: holds, context)
        }
    }

    private static func preview(
        _ targets: [PreviewTarget], brand: BrandProfile, holds: [Hold], _ context: ControlContext,
        approval: String? = nil
    ) -> PreviewView {
        PreviewView(
            brand: BrandReference(id: brand.id, name: brand.name), fits: targets.allSatisfy(\.fits), targets: targets,
            holds: holds.map(PostViews(context: context, brand: brand.id).hold), approval: approval)
    }

    /// - Parameter objections: what speaks against the post there beyond the limits of the network.
    private static func target(
        _ content: PostContent, brand: BrandProfile, account: AccountProfile, context: ControlContext,
        schedule: ScheduleView, objections: [Problem] = []
    ) throws -> PreviewTarget {
        guard let adapter = context.adapters.adapter(account.platform),
            let manifest = context.adapters.acceptance(for: account)
        else { throw Problem.conflict("no-adapter", "No adapter speaks for “\(account.name)” here.") }
        let variant = content.variant(for: account.platform)
        let violations = adapter.validate(variant, account: account, manifest: manifest)
        let limits = manifest.limits
        let notes = manifest.pictureNotes(of: variant)
        return PreviewTarget(
            account: AccountReference(id: account.id, name: account.name, platform: account.platform),
            fits: violations.isEmpty && objections.isEmpty, schedule: schedule,
            language: variant.language ?? brand.language,
            parts: variant.parts.map { part in
                PreviewPart(
                    text: part.text,
                    length: adapter.length(of: part, in: variant, account: account, manifest: manifest),
                    unit: limits.textUnit.rawValue, limit: limits.maximumText, media: part.media.map(PostViews.medium))
            },
            options: variant.options,
            violations: violations.map(view) + objections.map(view), notes: notes.isEmpty ? nil : notes)
    }

    private static func view(_ violation: Violation) -> ViolationView {
        ViolationView(
            rule: violation.rule, part: violation.part, message: violation.message, measured: violation.measured,
            allowed: violation.allowed, next: violation.next)
    }

    private static func view(_ problem: Problem) -> ViolationView {
        ViolationView(
            rule: problem.code.rawValue, message: problem.message, measured: problem.given ?? "",
            allowed: problem.allowed ?? "", next: problem.next)
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
