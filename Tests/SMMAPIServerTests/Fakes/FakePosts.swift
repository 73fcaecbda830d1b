import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMModel
import SMMStore
import Synchronization

/// Posts in memory: looks up, judges roles and keeps idempotency keys as the real ones do.
final class FakePosts: PostControl {
    private struct State {
        var posts: [PostID: PostView] = [:]
        var answers: [String: StoredAnswer] = [:]
        var next: Int64 = 1000
    }

    let brands: BrandService
    private let state = Mutex(State())

    private let places: Places

    init(brands: BrandService, places: Places) {
        self.brands = brands
        self.places = places
    }

    var count: Int { state.withLock { $0.posts.count } }

    func create(
        _ call: Call, _ body: CreatePost, render: @escaping @Sendable (PostView) throws -> String
    ) async throws -> Creation<PostView> {
        places.note("create")
        let brand = try await brands.show(call.principal, body.brand)
        try Authority.require(.author, in: brand.profile.id, of: call.principal, to: "write a post")
        if let key = call.key, let stored = state.withLock({ $0.answers[key.key] }) { return .replayed(stored) }
        let post = state.withLock { state in
            state.next += 1
            let post = Samples.post(
                PostID(rawValue: state.next), BrandReference(id: brand.profile.id, name: brand.profile.name),
                text: body.text ?? "")
            if !call.isDryRun { state.posts[post.id] = post }
            return post
        }
        guard let key = call.key else { return .made(post) }
        let answer = StoredAnswer(status: 201, body: try render(post))
        state.withLock { $0.answers[key.key] = answer }
        return .keyed(answer)
    }

    func createMany(
        _ call: Call, _ body: CreatePosts, render: @escaping @Sendable (PostBatchView) throws -> String
    ) async throws -> Creation<PostBatchView> {
        let brand = try await brands.show(call.principal, body.brand)
        try Authority.require(.author, in: brand.profile.id, of: call.principal, to: "write posts")
        let reference = BrandReference(id: brand.profile.id, name: brand.profile.name)
        return .made(PostBatchView(brand: reference, ids: body.posts.indices.map { PostID(rawValue: Int64($0) + 1) }))
    }

    func preview(_ call: Call, _ body: CreatePost) async throws -> PreviewView {
        let brand = try await brands.show(call.principal, body.brand)
        try Authority.require(.author, in: brand.profile.id, of: call.principal, to: "write a post")
        return Samples.preview(BrandReference(id: brand.profile.id, name: brand.profile.name))
    }

    func list(_ call: Call, _ query: PostQuery, _ page: PageRequest) async throws -> PageResult<PostSummary> {
        if let brand = query.brand { _ = try await brands.show(call.principal, brand) }
        let seen = state.withLock { $0.posts.values.filter { call.principal.role(in: $0.brand.id) != nil } }
            .sorted { $0.id > $1.id }.filter { post in page.after.map { post.id.rawValue < $0.id } ?? true }
        let items = seen.prefix(page.limit).map(Samples.summary)
        let isMore = seen.count > page.limit
        return PageResult(
            items: Array(items),
            next: isMore ? items.last.map { Cursor.Position(sort: 0, id: $0.id.rawValue) } : nil)
    }

    func show(_ call: Call, _ post: Reference) async throws -> PostView { try find(call, post, .viewer) }

    func edit(_ call: Call, _ post: Reference, _ body: EditPost) async throws -> PostView {
        var found = try find(call, post, .author)
        if let match = call.match, match != found.changes {
            throw Problem(Problem.Code("post-changed"), status: 412, "The post has changed since.")
        }
        found.changes += 1
        let edited = found
        if !call.isDryRun { state.withLock { $0.posts[edited.id] = edited } }
        return found
    }

    func delete(_ call: Call, _ post: Reference) async throws -> PostView { try find(call, post, .author) }
    func cancel(_ call: Call, _ post: Reference) async throws -> PostView { try find(call, post, .author) }
    func retry(_ call: Call, _ post: Reference) async throws -> PostView { try find(call, post, .approver) }

    func resolve(_ call: Call, _ post: Reference, _ body: ResolvePost) async throws -> PostView {
        try find(call, post, .approver)
    }

    func preview(_ call: Call, _ post: Reference) async throws -> PreviewView {
        Samples.preview(try find(call, post, .viewer).brand)
    }

    func why(_ call: Call, _ post: Reference) async throws -> StoryView {
        Samples.story(try find(call, post, .viewer))
    }

    private func find(_ call: Call, _ post: Reference, _ role: Role) throws -> PostView {
        guard let id = PostID(post.text), let found = state.withLock({ $0.posts[id] }),
            call.principal.role(in: found.brand.id) != nil
        else { throw Problem.notFound("post", post.text) }
        try Authority.require(role, in: found.brand.id, of: call.principal, to: "do this")
        return found
    }
}
