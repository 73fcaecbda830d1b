import SMMAPI
import SMMModel

extension Handlers {
    func posts(_ inquiry: Inquiry) async throws -> Reply {
        let (posts, call, reference) = (controls.posts, inquiry.call, inquiry.reference)
        switch inquiry.route.id {
        case .createPost:
            let body = try inquiry.decode(CreatePost.self)
            return try .creation(
                try await posts.create(call, body, render: { try Rendering.text($0) }), view: { $0 })
        case .createPosts:
            let body = try inquiry.decode(CreatePosts.self)
            guard (1...APIVersion.maximumBatch).contains(body.posts.count) else {
                throw Problem.invalid(
                    "batch-size", "A batch cannot have that many posts.", given: String(body.posts.count),
                    allowed: "1 to \(APIVersion.maximumBatch)")
            }
            return try .creation(
                try await posts.createMany(call, body, render: { try Rendering.text($0) }), view: { $0 })
        case .previewNewPost: return try .json(try await posts.preview(call, try inquiry.decode(CreatePost.self)))
        case .listPosts:
            return try inquiry.answer(
                try await posts.list(call, try PostQuery(inquiry.query), try inquiry.page()))
        case .showPost: return try tagged(try await posts.show(call, reference))
        case .editPost:
            return try tagged(try await posts.edit(call, reference, try inquiry.decode(EditPost.self)))
        case .deletePost: return try tagged(try await posts.delete(call, reference))
        case .cancelPost: return try tagged(try await posts.cancel(call, reference))
        case .retryPost: return try tagged(try await posts.retry(call, reference))
        case .resolvePost:
            return try tagged(try await posts.resolve(call, reference, try inquiry.decode(ResolvePost.self)))
        case .previewPost: return try .json(try await posts.preview(call, reference))
        case .whyPost: return try .json(try await posts.why(call, reference))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    func queue(_ inquiry: Inquiry) async throws -> Reply {
        try inquiry.answer(
            try await controls.queue.list(inquiry.call, QueueQuery(inquiry.query), try inquiry.page()))
    }

    private func tagged(_ post: PostView) throws -> Reply {
        try .json(post, etag: "\"\(post.changes)\"")
    }
}
