import ArgumentParser
import SMMAPI
import SMMModel

/// `post create`: makes a post.
struct PostCreate: Change {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a post: in the next free slot, at a time, now, or as a draft.",
        discussion: """
            Without a time it takes each account's next free slot; where there is none it becomes a draft. With \
            --dry-run the post is checked against the limits of every account and shown as it will appear there; \
            nothing is made, and media are sent to be measured but not kept.

            EXAMPLES
              smmctl post create "Open until nine tonight"
              smmctl post create --file text.txt --to shop,news --at "tomorrow 09:30"
              smmctl post create "Two views" --media a.jpg --alt "The harbour" --media b.jpg --alt "The hills"
              smmctl post create --thread --file long.txt --dry-run
              smmctl post create "Long form" --variant site="Short form" --option site.title="A title"
              echo "From a script" | smmctl post create - --now --wait
            """)

    @Argument(help: "The text; `-` is standard input.") var text: String?
    @OptionGroup var content: PostContentOptions
    @OptionGroup var time: PostTimeOptions
    @Flag(name: .customLong("allow-repeat"), help: "The same text may go to the same account again within a day.")
    var allowRepeat = false
    @Flag(help: "Waits until it is out, or needs you.") var wait = false
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func validate() throws {
        guard !wait || !time.draft else { throw ValidationError("--wait has nothing to wait for: a draft stays one.") }
    }

    func run(_ session: Session) async throws {
        guard let post = try content.localPost(text: text, session.terminal) else {
            throw CommandFailure.usage(
                "text-missing", "There is nothing to post yet: neither a text nor a medium.",
                allowed: "a text, --file PATH, `-` for standard input, or --media PATH",
                next: "smmctl post \"Hello\"")
        }
        let variants = try content.variants(session.terminal)
        try await confirmTargets(session)
        let media = post.parts.flatMap(\.media)
        let brand = media.isEmpty ? session.brand : try await session.brandName(nil)
        func body(_ assets: [String: Answer<AssetView>], isMeasured: Bool) -> CreatePost {
            PostBody.create(
                post, assets: assets, variants: variants, content: content, time: time, brand: brand,
                allowRepeat: allowRepeat, isMeasured: isMeasured)
        }
        let assets = try await MediaUpload(session: session, brand: brand).send(media) { measured in
            try await rehearse(measured.map { body($0, isMeasured: true) }, bare: body([:], isMeasured: true), session)
        }
        let body = body(assets, isMeasured: session.isDryRun)
        guard !session.isDryRun else { return try await preview(body, session) }
        let answer: Answer<PostView> = try await session.call(.createPost, body: body)
        session.show(answer, ids: [answer.value.id.description]) { view, sheet in
            PostSheet.made(view, &sheet, session.terminal.now())
        }
        tell(answer.value, session)
        if wait { try await PostWait(session: session).untilSettled(answer.value) }
    }

    /// Refuses what the daemon would refuse, before media come into the stock for it. Without what was measured of them
    /// that is what no medium can mend: an account, a time, a role.
    private func rehearse(_ measured: CreatePost?, bare: CreatePost, _ session: Session) async throws {
        guard let measured else {
            let _: Answer<PreviewView> = try await session.call(.previewNewPost, body: bare)
            return
        }
        _ = try await session.send(try session.request(.createPost, body: measured, isDryRun: true))
    }

    private func preview(_ body: CreatePost, _ session: Session) async throws {
        let answer: Answer<PreviewView> = try await session.call(.previewNewPost, body: body)
        session.show(answer, ids: [answer.value.fits ? "fits" : "does not fit"]) { preview, sheet in
            PreviewSheet.draw(preview, &sheet, session.terminal.now())
        }
        if !answer.value.fits { throw CommandFailure.silent(.refused) }
    }

    /// Groups may hold many accounts: more than five targets are asked about.
    private func confirmTargets(_ session: Session) async throws {
        guard !session.saysYes, !session.isDryRun, !content.targets.isEmpty else { return }
        let groups: Answer<SMMAPI.Page<GroupView>> = try await session.call(
            .listGroups, query: [("brand", session.brand)])
        var accounts: Swift.Set<String> = []
        for target in content.targets {
            let group = groups.value.items.first { $0.name == target || $0.id.description == target }
            accounts.formUnion(group?.accounts.map(\.id.description) ?? [target])
        }
        try session.confirm(count: accounts.count, "The post goes to \(accounts.count) accounts.")
    }

    private func tell(_ post: PostView, _ session: Session) {
        guard session.format == .table else { return }
        let id = post.id.description
        if time.now, !PostHolds.stopping(post).isEmpty {
            let one = post.holds.count == 1
            // Who waits is told so when that ends the wait.
            if !wait {
                session.remark(
                    "It goes out when the \(one ? "hold is" : "holds are") released. To stop it:", next: "smmctl undo")
            }
        } else if time.now {
            let due = post.deliveries.compactMap { $0.schedule.due?.instant }.min()
            let seconds = due.map { max(0, ($0 - session.terminal.now()).count + 999) / 1000 } ?? 15
            session.remark("It goes out in \(seconds) s. To stop it:", next: "smmctl undo")
        } else if post.state == .draft, !time.draft {
            session.remark(
                "No slot is free, so it is a draft. To give it a time:",
                next: "smmctl post edit \(id) --at \"tomorrow 09:30\"")
        } else if post.state == .draft {
            session.remark("To send it out:", next: "smmctl post edit \(id) --slot")
        }
        // Who waits is told what is held when that ends the wait.
        guard !wait else { return }
        HoldRemarks.tell(post.holds, session)
    }
}
