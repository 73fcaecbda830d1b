import ArgumentParser
import SMMAPI
import SMMModel

/// `undo`: takes back what the asker did last.
struct UndoCommand: Change {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Takes back what you did last, while that can still be done.",
        discussion: """
            A post made with --now waits 15 seconds: until then `undo` stops it.

            EXAMPLES
              smmctl undo
              smmctl undo --post pst_5h2
            """)

    @Option(help: "Only what concerns this post.") var post: String?
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<UndoView> = try await session.call(.undo, body: Undo(post: post, brand: session.brand))
        session.show(answer, ids: [answer.value.post?.description].compactMap { $0 }) { view, sheet in
            sheet.line((view.brand.map { "Brand \($0.name): " } ?? "") + view.message)
        }
    }
}
