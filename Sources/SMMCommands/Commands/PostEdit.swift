import ArgumentParser
import SMMAPI
import SMMModel

/// `post edit`: changes a post.
struct PostEdit: Change {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Changes a post; what is published is edited in place where that can be done.",
        discussion: """
            What is not given stays. Variants, when given, replace all that were there.

            EXAMPLES
              smmctl post edit last "Open until ten tonight"
              smmctl post edit pst_5h2 --at "fri 17:00"
              smmctl post edit pst_5h2 --slot
            """)

    @Argument(help: "The post: id, unique beginning of the id, or `last`.") var post: String
    @Argument(help: "The new text; `-` is standard input.") var text: String?
    @OptionGroup var content: PostContentOptions
    @OptionGroup var time: PostTimeOptions
    @Flag(name: .customLong("allow-repeat"), help: "The same text may go to the same account again within a day.")
    var allowRepeat = false
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let local = try content.localPost(text: text, session.terminal)
        let media = local?.parts.flatMap(\.media) ?? []
        let variants = try content.variants(session.terminal)
        func body(_ assets: [String: Answer<AssetView>]?, isMeasured: Bool) -> EditPost {
            // A new text without its media would be judged with the media it had.
            PostBody.edit(
                assets == nil ? nil : local, assets: assets ?? [:], variants: assets == nil ? nil : variants,
                content: content, time: time, allowRepeat: allowRepeat, isMeasured: isMeasured)
        }
        var assets: [String: Answer<AssetView>] = [:]
        if !media.isEmpty {
            let found = try await PostCall.call(.showPost, post, session)
            let brand = found.value.brand.id.description
            assets = try await MediaUpload(session: session, brand: brand).send(media) { measured in
                // Refused now, it leaves no media in the stock. Without what was measured of them only what has nothing
                // to do with the content is asked about, such as the time.
                let rehearsed = body(measured, isMeasured: true)
                guard rehearsed != EditPost() else { return }
                let request = try session.request(
                    .editPost, path: ["post": post], query: [("brand", session.brand)], body: rehearsed,
                    isDryRun: true)
                _ = try await session.send(request)
            }
        }
        let body = body(assets, isMeasured: session.isDryRun)
        guard body != EditPost() else {
            throw CommandFailure.usage(
                "nothing-to-change", "There is nothing to change: give a text, a time, targets or options.",
                next: "smmctl post edit --help")
        }
        let answer = try await PostCall.call(.editPost, post, session, body: body)
        session.show(answer, ids: [answer.value.id.description]) { view, sheet in
            PostSheet.made(view, &sheet, session.terminal.now())
        }
        if time.now, !session.isDryRun {
            session.remark("To stop it while it waits:", next: "smmctl post cancel \(answer.value.id)")
        }
        // What was planned and approved may wait for an approver again.
        HoldRemarks.tell(answer.value.holds, session)
    }
}
