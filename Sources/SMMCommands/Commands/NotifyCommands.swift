import ArgumentParser
import SMMAPI

/// `notify`: how people are told.
struct NotifyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "How people are told what they must know.", subcommands: [Test.self])

    struct Test: Change {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Sends a test through every channel.")

        @Option(help: "Only this channel, e.g. mail.") var channel: String?
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<NoticeTestView> = try await session.call(.testNotice, body: TestNotice(channel: channel))
            session.show(answer, ids: answer.value.channels.filter(\.delivered).map(\.channel)) { view, sheet in
                var table = Table([.text("CHANNEL"), .text("RESULT"), .flexible("WHAT HAPPENED")])
                for result in view.channels {
                    table.rows.append([
                        Table.Cell(result.channel, .strong),
                        Table.Cell(result.delivered ? "handed over" : "failed", result.delivered ? .good : .bad),
                        Table.Cell(result.message),
                    ])
                }
                sheet.table(table)
            }
            if answer.value.channels.contains(where: { !$0.delivered }) { throw CommandFailure.silent(.refused) }
        }
    }
}
