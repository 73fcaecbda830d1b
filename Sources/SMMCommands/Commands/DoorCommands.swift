import ArgumentParser
import SMMAPI
import SMMModel

/// `door`: the process that faces the internet.
struct DoorCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "door", abstract: "The process that faces the internet, where there is one.",
        discussion: """
            EXAMPLES
              smmctl door status
              curl -o photo.jpg "$(smmctl door link ast_5h2k9qw3xy -q)"      from another machine
            """,
        subcommands: [Status.self, Link.self])

    struct Status: Act {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Comes to the door from outside, and shows how far that got.")

        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<DoorView> = try await session.call(.showDoor)
            session.show(answer, ids: answer.value.url.map { [$0] } ?? []) { door, sheet in
                sheet.fields([
                    ("Address", door.url ?? "none"), ("Socket", door.socket),
                    ("Last asked", door.lastAsked.map { When.full($0, now: session.terminal.now()) }),
                    ("Media given", door.url == nil ? nil : "\(door.media)"),
                    ("Not good", door.url == nil ? nil : "\(door.refused)"),
                ])
                for finding in door.findings {
                    let style: Style =
                        switch finding.level {
                        case "ok": .good
                        case "warning": .warning
                        default: .bad
                        }
                    sheet.line(finding.message, style)
                    if let next = finding.next { sheet.line([Table.Cell("  →"), Table.Cell(next, .accent)]) }
                }
            }
            if answer.value.findings.contains(where: { $0.level == "error" }) { throw CommandFailure.silent(.refused) }
        }
    }

    struct Link: Change {
        static let configuration = CommandConfiguration(
            commandName: "link", abstract: "Makes a public address of an asset, to try the door.",
            discussion: """
                Whoever has the address can fetch the asset, as often as it is good; it stands in the record who made it.

                A picture whose file tells more than it shows, such as where it was taken, gets no address. What \
                “smmctl media preview FILE --output FOLDER” writes is clean: add that one, and link it.
                """)

        @Argument(help: "The asset's id.") var asset: String
        @Option(help: "How often it is good, 1 to 8.") var uses: Int = 1
        @Option(help: "For how many minutes, 1 to 1440.") var minutes: Int = 10
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<MediaLinkView> = try await session.call(
                .linkMedia, path: ["asset": asset], body: LinkMedia(uses: uses, minutes: minutes))
            session.show(answer, ids: answer.value.url.map { [$0] } ?? []) { link, sheet in
                sheet.fields([
                    ("Address", link.url ?? "made when it is not a dry run"),
                    ("Good", link.uses == 1 ? "once" : "\(link.uses) times"),
                    ("Until", When.full(link.expiresAt, now: session.terminal.now())),
                ])
            }
        }
    }
}
