import ArgumentParser
import SMMAPI
import SMMModel

/// `fuse`: the last cap on what an account may send.
struct FuseCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuse", abstract: "The last cap on what an account may send.",
        discussion: """
            The fuse stands apart from the scheduler. When more leaves than its limits allow, it holds the account \
            until a person has looked.
            """,
        subcommands: [Reset.self])

    struct Reset: Change {
        static let configuration = CommandConfiguration(
            commandName: "reset", abstract: "Lets an account send again after its fuse has tripped.",
            discussion: "Look first: smmctl hold list --reason fuse")

        @Argument(help: "The account.") var account: String
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<FuseView> = try await session.call(
                .resetFuse, path: ["account": account], query: [("brand", session.brand)])
            session.show(answer, ids: [answer.value.account.id.description]) { fuse, sheet in
                sheet.line("\(fuse.account.name): \(fuse.message)")
            }
        }
    }
}
