import ArgumentParser
import SMMAPI
import SMMModel

/// `post`: what goes out.
struct PostCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "Posts: write, plan, look at, take back.",
        discussion: """
            `smmctl post "text"` is short for `smmctl post create "text"`.

            EXAMPLES
              smmctl post "Open until nine tonight"
              smmctl post "New in the window" --media a.jpg --alt "A red coat" --to shop --at "tomorrow 09:30"
              smmctl post list --state draft
              smmctl post edit last --at "fri 17:00"
            """,
        subcommands: [
            PostCreate.self, PostList.self, PostShow.self, PostEdit.self, PostPreview.self, PostCancel.self,
            PostRetry.self, PostResolve.self, PostDelete.self,
        ])
}

/// The post a command is about, as a path parameter and query.
enum PostCall {
    /// Calls a route of one post, of the chosen brand where there is one.
    static func call(
        _ id: RouteID, _ post: String, _ session: Session, body: (any Encodable)? = nil
    ) async throws -> Answer<PostView> {
        try await session.call(id, path: ["post": post], query: [("brand", session.brand)], body: body)
    }

    /// Asks before more than five posts are meant, does it for each, and says what came of it.
    static func each(
        _ posts: [String], _ session: Session, route: RouteID, verb: String,
        body: (any Encodable & Sendable)? = nil
    ) async throws {
        try session.confirm(count: posts.count, "\(posts.count) posts are to be \(verb).")
        try await session.forEach(posts) { post in
            show(try await call(route, post, session, body: body), session)
        }
    }

    /// What came of an act on a post.
    static func show(_ answer: Answer<PostView>, _ session: Session) {
        session.show(answer, ids: [answer.value.id.description]) { view, sheet in
            sheet.line([
                Table.Cell("\(view.id) in brand \(view.brand.name):"),
                PostSheet.state(of: view, sheet.palette, session.terminal.now()),
            ])
            PostSheet.deliveries(view, &sheet, session.terminal.now())
            sheet.next(view.next)
        }
    }
}
