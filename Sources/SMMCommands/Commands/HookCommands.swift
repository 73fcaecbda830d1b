import ArgumentParser
import SMMAPI
import SMMModel

/// `hook`: where other programs send posts.
struct HookCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook", abstract: "Hooks: addresses of the door where other programs send posts.",
        discussion: """
            A shop, a calendar or a site sends a signed message to a hook, and a post is made of it that waits for \
            approval. What a message looks like stands in docs/operations.md, Programs that send posts.

            EXAMPLES
              smmctl hook add shop --brand bakery
              smmctl hook list
              smmctl hook remove shop
            """,
        subcommands: [Add.self, List.self, Remove.self])

    struct Add: Change {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Makes a hook; shows its address and, this once, its secret.")

        @Argument(help: "The short name: lower-case letters, digits, hyphens.") var name: String
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<HookView> = try await session.call(
                .createHook, body: CreateHook(brand: session.brand, name: name))
            session.show(answer, ids: answer.value.secret.map { [$0] } ?? []) { hook, sheet in
                guard let secret = hook.secret else {
                    sheet.line("The hook can be made.")
                    return
                }
                sheet.line("Hook \(hook.name) in brand \(hook.brand.name) (\(hook.id)). It sends to:")
                sheet.line(hook.url ?? "")
                sheet.line("signed with:")
                sheet.line(secret)
            }
            guard answer.value.secret != nil, session.format == .table else { return }
            session.remark(
                "The secret is not shown again. Its posts wait for you:", next: "smmctl hold list")
        }
    }

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the hooks.", aliases: ["ls"])

        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let now = session.terminal.now()
            let answer: Answer<SMMAPI.Page<HookView>> = try await session.call(
                .listHooks, query: [("brand", session.brand)])
            session.show(answer, ids: answer.value.items.map(\.id.description)) { page, sheet in
                var table = Table([
                    .text("BRAND", rank: 3), .key("NAME"), .text("SINCE", rank: 2), .text("BY", rank: 1),
                    .flexible("ADDRESS"),
                ])
                for hook in page.items {
                    table.rows.append([
                        Table.Cell(hook.brand.name), Table.Cell(hook.name, .strong),
                        Table.Cell(When.short(hook.createdAt, now: now)), Table.Cell(hook.createdBy),
                        Table.Cell(hook.url ?? "", .faint),
                    ])
                }
                sheet.table(table)
            }
            if answer.value.items.isEmpty { session.remark("There is no hook.", next: "smmctl hook add NAME") }
        }
    }

    struct Remove: Change {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes a hook away; what it sent stays.", aliases: ["rm"])

        @Argument(help: "The hook: name, id or unique beginning of the id.") var hook: String
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<HookView> = try await session.call(
                .removeHook, path: ["hook": hook], query: [("brand", session.brand)])
            session.show(answer, ids: [answer.value.id.description]) { hook, sheet in
                sheet.line("The hook “\(hook.name)” of brand \(hook.brand.name) is gone.")
            }
        }
    }
}
