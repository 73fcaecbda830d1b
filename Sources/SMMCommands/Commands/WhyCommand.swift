import ArgumentParser
import SMMAPI
import SMMModel

/// `why`: the whole story of one post.
struct WhyCommand: Act {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Tells the whole story of one post.",
        discussion: """
            Who made it, every attempt and what came back, what holds it, what happens next, and what you can do.

            EXAMPLES
              smmctl why last
              smmctl why pst_5h2
            """)

    @Argument(help: "The post: id, unique beginning of the id, or `last`.") var post: String
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<StoryView> = try await session.call(
            .whyPost, path: ["post": post], query: [("brand", session.brand)])
        session.show(answer, ids: [answer.value.post.state.rawValue]) { story, sheet in
            sheet.line([
                Table.Cell(story.post.id.description, .strong),
                StateLook.cell(
                    story.post.state, story.post.waits, palette: sheet.palette, now: session.terminal.now()),
                Table.Cell("brand \(story.post.brand.name)", .faint),
            ])
            sheet.paragraph(story.post.excerpt)
            sheet.line(story.now, .strong)
            sheet.blank()
            sheet.timeline(Timeline(entries: story.lines.map { Self.entry($0, sheet.palette, now: session) }))
            sheet.next(story.next)
        }
    }

    private static func entry(_ line: StoryLine, _ palette: Palette, now session: Session) -> Timeline.Entry {
        let when = When(line.at)
        let account = line.account.map { "\($0.name): " } ?? ""
        let who = line.who.isEmpty ? "" : " (\(line.who))"
        return Timeline.Entry(
            date: when?.date(now: session.terminal.now()) ?? line.at.at, clock: when?.clock(true) ?? "",
            mark: mark(line.kind, palette), text: account + line.text + who, detail: line.detail)
    }

    private static func mark(_ kind: String, _ palette: Palette) -> Table.Cell {
        switch kind {
        case "attempt": Table.Cell(palette.isUnicode ? "▸" : ">", .accent)
        case "hold": Table.Cell(palette.isUnicode ? "■" : "#", .warning)
        case "plan": Table.Cell(palette.isUnicode ? "◷" : "o", .faint)
        default: Table.Cell(palette.isUnicode ? "●" : "*")
        }
    }
}
