import SMMAPI
import SMMModel
import SMMPublishing
import SMMTime

/// Builds the views of posts. Pure but for the directory of names.
struct PostViews: Sendable {
    let directory: AccountDirectory
    let gate: Gate
    let moments: Moments
    let brand: BrandReference
    /// Holds that a dry run would place, and that therefore are not in the gate.
    let planned: [Hold]

    init(context: ControlContext, brand: BrandID, planned: [Hold] = []) {
        self.planned = planned
        directory = context.engine.directory
        gate = context.engine.gate
        let profile = context.engine.directory.brand(brand)
        moments = Moments(zone: context.zone(profile?.zone ?? "UTC"))
        self.brand = BrandReference(id: brand, name: profile?.name ?? brand.description)
    }

    func view(_ post: PostRow, _ deliveries: [DeliveryRow]) -> PostView {
        let state = DerivedState.of(deliveries)
        let holds = holds(post, deliveries)
        return PostView(
            id: post.id, brand: brand, state: state, changes: post.version, author: post.author,
            language: post.content.language, parts: post.content.parts.map(Self.part),
            variants: post.content.variants.mapValues { variant in
                VariantView(
                    parts: variant.parts.map(Self.part), language: variant.language, options: variant.options)
            },
            revision: RevisionView(
                id: post.revision, number: post.revisionNumber, hash: Hex.text(post.revisionHash),
                createdAt: moments(post.revisionAt), createdBy: post.revisionBy),
            allowRepeat: post.allowRepeat, createdAt: moments(post.createdAt), updatedAt: moments(post.updatedAt),
            deliveries: deliveries.map { delivery($0, of: post) }, holds: holds.map(hold),
            next: NextCommands.of(post.id, state: state, holds: holds.filter { !isPlanned($0) }))
    }

    func summary(_ post: PostRow, _ deliveries: [DeliveryRow]) -> PostSummary {
        PostSummary(
            id: post.id, brand: brand, state: DerivedState.of(deliveries),
            waits: deliveries.lazy.compactMap { wait($0, of: post) }.first, excerpt: Self.excerpt(post.content),
            parts: post.content.parts.count, media: post.content.parts.reduce(0) { $0 + $1.media.count },
            author: post.author, due: moments(deliveries.compactMap(\.due).min()), createdAt: moments(post.createdAt),
            targets: deliveries.map { delivery in
                PostTarget(
                    account: account(delivery.account), state: DerivedState.of(delivery), due: moments(delivery.due),
                    url: DerivedState.current(delivery).first?.receipt?.url)
            },
            held: holds(post, deliveries).map(\.reason))
    }

    func account(_ id: AccountID) -> AccountReference {
        let profile = directory.account(id)
        return AccountReference(id: id, name: profile?.name ?? id.description, platform: profile?.platform ?? "unknown")
    }

    /// What a delivery that has begun waits for; nil for one that does not.
    private func wait(_ delivery: DeliveryRow, of post: PostRow) -> WaitView? {
        guard DerivedState.of(delivery) == .waiting, let next = DerivedState.next(delivery) else { return nil }
        let part = next.kind == .publish && next.parts > 1 ? next.part : nil
        let holds = holds(on: next.id, of: delivery, in: post)
        guard holds.isEmpty else {
            let reasons: [HoldReason] = holds.map(\.reason).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            return WaitView(.held, kind: next.kind, part: part, held: reasons)
        }
        let reason: WaitView.Reason =
            switch (next.state, next.kind) {
            case (.retryWait, _): .retry
            case (_, .edit): .edit
            case (_, .delete): .delete
            default: .part
            }
        return WaitView(reason, kind: next.kind, part: part, until: moments(next.wake))
    }

    private func delivery(_ row: DeliveryRow, of post: PostRow) -> DeliveryView {
        DeliveryView(
            id: row.id, account: account(row.account), state: DerivedState.of(row),
            waits: wait(row, of: post),
            schedule: ScheduleView(
                kind: row.scheduleKind, due: moments(row.due), wall: row.wall, fold: row.fold, position: row.position),
            expires: moments(row.expires), lateWindowSeconds: row.lateWindow.map { Int($0 / 1000) },
            url: DerivedState.current(row).first?.receipt?.url,
            outdated: DerivedState.isOutdated(row, at: post.revision) ? true : nil,
            operations: row.operations.map(operation))
    }

    private func operation(_ row: OperationRow) -> OperationView {
        OperationView(
            id: row.id, kind: Open(row.kind), part: row.part, parts: row.parts, state: Open(row.state),
            due: moments(row.due), attempts: row.attempts,
            receipt: row.receipt.map { ReceiptView(remoteID: $0.remoteID, url: $0.url) },
            failure: row.failure.map { FailureView(code: $0.code, message: $0.message) })
    }

    /// The holds that stop one operation: of those on single operations only its own.
    func holds(on operation: OperationID, of delivery: DeliveryRow, in post: PostRow) -> [Hold] {
        holds(post, [delivery]).filter { hold in
            if case .operation(let id) = hold.scope { id == operation } else { true }
        }
    }

    /// The holds that stop any operation of the post that has not ended.
    func holds(_ post: PostRow, _ deliveries: [DeliveryRow]) -> [Hold] {
        guard !gate.isEmpty || !planned.isEmpty else { return [] }
        var scopes: Set<HoldScope> = [.post(post.id)]
        for delivery in deliveries where delivery.operations.contains(where: { !$0.state.isTerminal }) {
            scopes.formUnion([.everything, .brand(post.brand), .account(delivery.account)])
            scopes.formUnion(delivery.operations.map { .operation($0.id) })
        }
        return gate.holds(of: scopes) + planned.filter { scopes.contains($0.scope) }
    }

    func hold(_ hold: Hold) -> HoldView {
        var view = HoldViews(directory: directory).view(hold, moments: moments)
        // What is not placed cannot be released.
        if isPlanned(hold) { view.next = nil }
        return view
    }

    private func isPlanned(_ hold: Hold) -> Bool { planned.contains { $0.id == hold.id } }

    static func part(_ part: PostPart) -> PartView {
        PartView(text: part.text, media: part.media.map(medium))
    }

    static func medium(_ media: MediaReference) -> MediaView {
        MediaView(
            asset: media.asset, sha256: media.sha256, type: media.type, byteCount: media.byteCount, width: media.width,
            height: media.height, alt: media.alt)
    }

    static func excerpt(_ content: PostContent) -> String {
        let text = content.parts.first?.text ?? ""
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 60 ? String(line.prefix(59)) + "…" : line
    }
}
