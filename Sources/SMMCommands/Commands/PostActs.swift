import ArgumentParser
import SMMAPI
import SMMModel

/// `post cancel`: withdraws what was not sent.
struct PostCancel: Change {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Withdraws what was not sent yet.",
        discussion: """
            What is being sent at this moment, and what is in doubt, is taken down again as soon as it is known to be \
            out: what is out and shall stay is not to be cancelled.
            """)

    @Argument(help: "The posts: ids, unique beginnings of ids, or `last`.") var posts: [String]
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        try session.confirm(count: posts.count, "\(posts.count) posts are to be withdrawn.")
        try await session.forEach(posts) { post in
            let answer = try await PostCall.call(.cancelPost, post, session)
            PostCall.show(answer, session)
            tellDoubtful(answer.value, session)
        }
    }

    /// Whoever withdraws what may be out has it taken down, which they may not have meant.
    private func tellDoubtful(_ post: PostView, _ session: Session) {
        let names = post.deliveries.filter { $0.operations.contains(where: Self.isInDoubt) }.map(\.account.name)
        guard session.format == .table, !names.isEmpty else { return }
        let verb = session.isDryRun ? "would be" : "will be"
        session.remark(
            "Nobody knows yet whether it is out on \(names.joined(separator: ", ")): if it is, it \(verb) taken down.",
            next: "smmctl why \(post.id)")
    }

    private static func isInDoubt(_ operation: OperationView) -> Bool {
        operation.kind.known == .publish
            && [.sending, .ambiguous, .reconciling, .unknown].map(Open.init).contains(operation.state)
    }
}

/// `post retry`: tries again what failed or was missed.
struct PostRetry: Change {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Tries again what failed or was missed.",
        discussion: """
            What was cancelled waits for its own time again. A send whose outcome is unknown is never simply tried \
            again: see `smmctl post resolve`.
            """)

    @Argument(help: "The posts: ids, unique beginnings of ids, or `last`.") var posts: [String]
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        try session.confirm(count: posts.count, "\(posts.count) posts are to be tried again.")
        try await session.forEach(posts) { post in
            let before = try await PostCall.call(.showPost, post, session).value
            // By its id: “last” may be another one by now.
            let after = try await PostCall.call(.retryPost, before.id.description, session)
            PostCall.show(after, session)
            tellCancelled(before, after.value, session)
        }
    }

    /// Whoever withdrew it may have meant it: that it comes back is said, and when it goes out.
    private func tellCancelled(_ before: PostView, _ after: PostView, _ session: Session) {
        for old in before.deliveries where old.state == .cancelled {
            guard let new = after.deliveries.first(where: { $0.id == old.id }), new.state != .cancelled else {
                continue
            }
            session.remark(
                "What goes to \(new.account.name) was cancelled; it is \(Self.again(new, session.terminal.now())).",
                next: "smmctl post cancel \(after.id)")
        }
    }

    private static func again(_ delivery: DeliveryView, _ now: Instant) -> String {
        guard delivery.state != .draft else { return "a draft again" }
        // The plan keeps its time; what is past by now goes out at once.
        let due = delivery.operations.first { $0.state == Open(.scheduled) }?.due ?? delivery.schedule.due
        guard let instant = due?.instant, instant > now else { return "queued again and goes out now" }
        return "queued again for \(When.short(due, now: now))"
    }
}

/// `post delete`: takes down what is published and drops what is not.
struct PostDelete: Change {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Takes down what is published and drops what is not.", aliases: ["rm"])

    @Argument(help: "The posts: ids, unique beginnings of ids, or `last`.") var posts: [String]
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        try await PostCall.each(
            posts, session, route: .deletePost, verb: "taken down")
    }
}

/// `post resolve`: says what became of an unknown send.
struct PostResolve: Change {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Says what became of a send whose outcome nobody could find out.",
        discussion: """
            Look at the network first. If it stands there, give its address; if not, say so, and with --resend it is \
            sent again.

            EXAMPLES
              smmctl post resolve pst_5h2 --published https://example.org/@shop/1
              smmctl post resolve pst_5h2 --not-published --resend
            """)

    @Argument(help: "The post: id, unique beginning of the id, or `last`.") var post: String
    @Option(help: ArgumentHelp("It is out, at this address.", valueName: "url")) var published: String?
    @Flag(name: .customLong("not-published"), help: "It is not out.") var notPublished = false
    @Flag(help: "With --not-published: sends it again.") var resend = false
    @Option(help: "Only on this account.") var account: String?
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func validate() throws {
        guard (published == nil) == notPublished else {
            throw ValidationError("Say either --published URL or --not-published.")
        }
        guard !resend || notPublished else { throw ValidationError("--resend goes with --not-published.") }
    }

    func run(_ session: Session) async throws {
        try await PostCall.each(
            [post], session, route: .resolvePost, verb: "resolved",
            body: ResolvePost(
                published: published, notPublished: notPublished ? true : nil, resend: resend ? true : nil,
                account: account))
    }
}

/// `post preview`: shows a post as it will appear.
struct PostPreview: Act {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Shows a post as it will appear on each account.",
        discussion: "For a post that does not exist yet: smmctl post create … --dry-run")

    @Argument(help: "The post: id, unique beginning of the id, or `last`.") var post: String
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<PreviewView> = try await session.call(
            .previewPost, path: ["post": post], query: [("brand", session.brand)])
        session.show(answer, ids: [answer.value.fits ? "fits" : "does not fit"]) { preview, sheet in
            PreviewSheet.draw(preview, &sheet, session.terminal.now())
        }
        if !answer.value.fits { throw CommandFailure.silent(.refused) }
    }
}

/// `post show`: one post.
struct PostShow: Act {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one post.", discussion: "Its story: smmctl why ID")

    @Argument(help: "The post: id, unique beginning of the id, or `last`.") var post: String
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer = try await PostCall.call(.showPost, post, session)
        session.show(answer, ids: [answer.value.id.description]) { view, sheet in
            PostSheet.whole(view, &sheet, session)
        }
    }
}

/// `post list`: the newest posts.
struct PostList: Act {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the newest posts.",
        discussion: """
            EXAMPLES
              smmctl post list --state draft
              smmctl post list --account shop --limit 10
            """, aliases: ["ls"])

    @Option(help: "Only this state, e.g. draft, scheduled, published, unknown, missed, failed.") var state: String?
    @Option(help: "Only for this account.") var account: String?
    @Option(help: "Only by this author.") var author: String?
    @OptionGroup var page: PageOptions
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<SMMAPI.Page<PostSummary>> = try await session.call(
            .listPosts,
            query: [("brand", session.brand), ("account", account), ("state", state), ("author", author)] + page.query)
        session.show(answer, ids: answer.value.items.map(\.id.description)) { page, sheet in
            PostSheet.list(page.items, &sheet, session.terminal.now())
        }
        session.remarkMore(answer.value.next, "post list")
        if answer.value.items.isEmpty { session.remark("No post is in sight.", next: "smmctl post \"Hello\"") }
    }
}
