package import SMMAPI
package import SMMAPIServer
package import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMModel
import SMMPublishing

/// Posts for the control API: reads the request's words, lets `PostWriter` write, and shows what became of it.
package struct PostDesk: PostControl {
    let context: ControlContext

    /// A desk on `context`.
    package init(_ context: ControlContext) {
        self.context = context
    }

    /// Makes a post; see `PostControl`.
    package func create(
        _ call: Call, _ body: CreatePost, render: @escaping @Sendable (PostView) throws -> String
    ) async throws -> Creation<PostView> {
        let context = self.context
        return try await changing(call) { box in
            try await context.accounts.create(
                call.principal, call.options, view: { Self.view($0, context, isDryRun: call.isDryRun) }, render: render
            ) { scene, tx in
                let gate = call.isDryRun ? nil : context.engine.gate
                box.begin(gate)
                let brand = try BrandLookup.find(body.brand, for: scene.principal, nearest: scene.nearest, in: tx)
                let reading = DraftReading(context: context, scene: scene, tx: tx, isPreview: call.isDryRun)
                let new = try reading.post(body, brand: brand.profile)
                let written = try context.engine.writer.create(new, by: scene.principal, now: scene.now, in: tx)
                box.add(written.change, to: gate)
                return written
            }
        }
    }

    /// Makes many posts, all or none; see `PostControl`. How many there may be, whoever reads the request has checked.
    package func createMany(
        _ call: Call, _ body: CreatePosts, render: @escaping @Sendable (PostBatchView) throws -> String
    ) async throws -> Creation<PostBatchView> {
        return try await changing(call) { box in try await makeAll(call, body, box, render: render) }
    }

    private func makeAll(
        _ call: Call, _ body: CreatePosts, _ box: ChangeBox,
        render: @escaping @Sendable (PostBatchView) throws -> String
    ) async throws -> Creation<PostBatchView> {
        let context = self.context
        let prepared = try await BatchPreparing.prepare(call, body, context)
        return try await context.accounts.create(call.principal, call.options, render: render) { scene, tx in
            let gate = call.isDryRun ? nil : context.engine.gate
            box.begin(gate)
            let brand = try BrandLookup.find(body.brand, for: scene.principal, nearest: scene.nearest, in: tx).profile
            let time = prepared.time(at: scene.now, on: BatchBasis(brand, context))
            // Of one batch all times are counted from one instant.
            let reading = DraftReading(
                context: context, scene: scene.at(time ?? scene.now), tx: tx, isPreview: call.isDryRun)
            var targets = TargetReading(reading, brand: brand)
            var size = PostSize()
            var ids: [PostID] = []
            ids.reserveCapacity(body.posts.count)
            for (index, post) in body.posts.enumerated() {
                guard post.brand == nil || post.brand == body.brand || post.brand == brand.name else {
                    throw Problem.invalid("batch-brand", "A batch belongs to one brand.", given: "post \(index + 1)")
                }
                let accounts = try targets.accounts(post.to)
                let ready = time == nil ? nil : prepared.post(index, for: accounts)
                let new = try ready?.new ?? reading.post(post, brand: brand, targets: accounts)
                let written = try Self.make(new, ready, by: scene.principal, now: scene.now, context, tx)
                size = size + PostSize(of: new.content, for: accounts)
                try size.checkBatch()
                box.add(written.change, to: gate)
                ids.append(written.change.post)
            }
            return PostBatchView(brand: BrandReference(id: brand.id, name: brand.name), ids: ids)
        }
    }

    private static func make(
        _ new: NewPost, _ prepared: PreparedPost?, by principal: Principal, now: Instant, _ context: ControlContext,
        _ tx: any WriteTransaction
    ) throws -> WrittenPost {
        let writer = context.engine.writer
        guard let prepared else { return try writer.create(new, by: principal, now: now, in: tx) }
        return try writer.create(prepared, by: principal, now: now, in: tx)
    }

    /// One post; see `PostControl`.
    package func show(_ call: Call, _ post: Reference) async throws -> PostView {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            try Self.view(try Self.find(post, scene, tx), context, tx)
        }
    }

    /// Changes a post; see `PostControl`.
    package func edit(_ call: Call, _ post: Reference, _ body: EditPost) async throws -> PostView {
        let context = self.context
        return try await change(call, post) { id, scene, tx in
            guard let row = try PostReader.row(id, in: tx) else { throw Problem.notFound("post", post.text) }
            let reading = DraftReading(context: context, scene: scene, tx: tx, isPreview: call.isDryRun)
            let edit = try EditReading(reading: reading).edit(body, of: row)
            let accounts = try PostReader.deliveries(of: id, in: tx).compactMap {
                context.engine.directory.account($0.account)
            }
            return try context.engine.writer.edit(
                id, edit, accounts: Dictionary(accounts.map { ($0.id, $0) }, uniquingKeysWith: { $1 }),
                ifMatch: call.match, by: scene.principal, now: scene.now, in: tx)
        }
    }

    /// Takes down what is published; see `PostControl`.
    package func delete(_ call: Call, _ post: Reference) async throws -> PostView {
        let writer = context.engine.writer
        return try await change(call, post) { id, scene, tx in
            try writer.delete(id, ifMatch: call.match, by: scene.principal, now: scene.now, in: tx)
        }
    }

    /// Withdraws what was not sent; see `PostControl`.
    package func cancel(_ call: Call, _ post: Reference) async throws -> PostView {
        let writer = context.engine.writer
        return try await change(call, post) { id, scene, tx in
            try writer.cancel(id, ifMatch: call.match, by: scene.principal, now: scene.now, in: tx)
        }
    }

    /// Tries again what failed or was missed; see `PostControl`.
    package func retry(_ call: Call, _ post: Reference) async throws -> PostView {
        let writer = context.engine.writer
        return try await change(call, post) { id, scene, tx in
            try writer.retry(id, ifMatch: call.match, by: scene.principal, now: scene.now, in: tx)
        }
    }

    /// Says what became of an unknown send; see `PostControl`.
    package func resolve(_ call: Call, _ post: Reference, _ body: ResolvePost) async throws -> PostView {
        let resolution = try Self.resolution(body)
        let writer = context.engine.writer
        return try await change(call, post) { id, scene, tx in
            let brand = try PostReader.row(id, in: tx)?.brand
            let account = try body.account.map { name in
                try AccountLookup.find(name, in: brand, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
            }
            return try writer.resolve(
                id, resolution, account: account, ifMatch: call.match, by: scene.principal, now: scene.now, in: tx)
        }
    }

    private static func resolution(_ body: ResolvePost) throws -> PostResolution {
        switch (body.published, body.notPublished ?? false) {
        case (let url?, false): return .published(url: url)
        case (nil, true): return .notPublished(resend: body.resend ?? false)
        default:
            throw Problem.invalid(
                "resolution-required", "Say either where it stands, or that it is not there.",
                allowed: "--published URL or --not-published [--resend]")
        }
    }

    /// Runs one change in a transaction, tells the machine, and shows the post as it now is.
    private func change(
        _ call: Call, _ post: Reference,
        _ body: @escaping @Sendable (PostID, AccountsContext.Scene, any WriteTransaction) throws -> PostChange
    ) async throws -> PostView {
        let context = self.context
        return try await changing(call) { box in
            try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
                let gate = call.isDryRun ? nil : context.engine.gate
                box.begin(gate)
                let id = try Self.find(post, scene, tx)
                let change = try body(id, scene, tx)
                box.add(change, to: gate)
                return try Self.view(id, context, tx, planned: call.isDryRun ? change.holds : [])
            }
        }
    }

    /// Runs a write and tells the machine of its changes; one that fails takes the holds it had entered out again.
    private func changing<T: Sendable>(
        _ call: Call, _ write: (ChangeBox) async throws -> T
    ) async throws -> T {
        let box = ChangeBox()
        do {
            let value = try await write(box)
            if !call.isDryRun { await commit(box) }
            return value
        } catch {
            box.giveUp(context.engine.gate)
            throw error
        }
    }

    static func find(_ post: Reference, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction) throws -> PostID {
        let brand = try post.brand.map {
            try BrandLookup.find($0, for: scene.principal, nearest: scene.nearest, in: tx).profile.id
        }
        return try PostReader.find(post.text, brand: brand, for: scene.principal, in: tx)
    }

    /// - Parameter planned: Holds that a dry run would place.
    static func view(
        _ id: PostID, _ context: ControlContext, _ tx: any ReadTransaction, planned: [Hold] = []
    ) throws -> PostView {
        guard let row = try PostReader.row(id, in: tx) else { throw Problem.notFound("post", "\(id)") }
        let deliveries = try PostReader.deliveries(of: id, in: tx)
        return PostViews(context: context, brand: row.brand, planned: planned).view(row, deliveries)
    }

    static func view(_ written: WrittenPost, _ context: ControlContext, isDryRun: Bool) -> PostView {
        PostViews(context: context, brand: written.new.brand, planned: isDryRun ? written.change.holds : []).view(
            PostRow(written), written.deliveries.map { DeliveryRow($0, of: written) })
    }

    private func commit(_ box: ChangeBox) async {
        await context.engine.committed(box.taken)
    }
}
