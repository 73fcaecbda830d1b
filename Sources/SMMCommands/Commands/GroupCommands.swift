import ArgumentParser
import SMMAPI
import SMMModel

/// `group`: accounts under one name.
struct GroupCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Groups: several accounts under one name, for `--to`.",
        discussion: """
            EXAMPLES
              smmctl group add shops north south
              smmctl post "Hello" --to shops
            """,
        subcommands: [Add.self, List.self, Show.self, AddMember.self, RemoveMember.self, Delete.self])

    struct Add: Change {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Makes a group.")

        @Argument(help: "The short name.") var name: String
        @Argument(help: "Its accounts.") var accounts: [String] = []
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<GroupView> = try await session.call(
                .createGroup,
                body: CreateGroup(brand: session.brand, name: name, accounts: accounts.isEmpty ? nil : accounts))
            session.show(answer, ids: [answer.value.id.description]) { GroupCommands.draw($0, &$1) }
        }
    }

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the groups in sight.", aliases: ["ls"])

        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<SMMAPI.Page<GroupView>> = try await session.call(
                .listGroups, query: [("brand", session.brand)])
            session.show(answer, ids: answer.value.items.map(\.name)) { page, sheet in
                var table = Table([.text("BRAND"), .text("NAME"), .flexible("ACCOUNTS"), .text("ID")])
                for group in page.items {
                    table.rows.append([
                        Table.Cell(group.brand.name), Table.Cell(group.name, .strong),
                        Table.Cell(group.accounts.map(\.name).joined(separator: ", ")),
                        Table.Cell(group.id.description, .faint),
                    ])
                }
                sheet.table(table)
            }
            if answer.value.items.isEmpty {
                session.remark("There is no group yet.", next: "smmctl group add NAME ACCOUNT ACCOUNT")
            }
        }
    }

    struct Show: Act {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one group.")

        @Argument(help: "The group.") var group: String
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<GroupView> = try await session.call(
                .showGroup, path: ["group": group], query: [("brand", session.brand)])
            session.show(answer, ids: answer.value.accounts.map(\.name)) { GroupCommands.draw($0, &$1) }
        }
    }

    struct AddMember: Change {
        static let configuration = CommandConfiguration(
            commandName: "add-member", abstract: "Adds accounts to a group.")

        @Argument(help: "The group.") var group: String
        @Argument(help: "The accounts.") var accounts: [String]
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            try await GroupCommands.change(group, ChangeMembers(add: accounts), session)
        }
    }

    struct RemoveMember: Change {
        static let configuration = CommandConfiguration(
            commandName: "remove-member", abstract: "Takes accounts out of a group.")

        @Argument(help: "The group.") var group: String
        @Argument(help: "The accounts.") var accounts: [String]
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            try await GroupCommands.change(group, ChangeMembers(remove: accounts), session)
        }
    }

    struct Delete: Change {
        static let configuration = CommandConfiguration(
            commandName: "delete", abstract: "Takes a group away; its accounts stay.", aliases: ["rm"])

        @Argument(help: "The group.") var group: String
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<GroupView> = try await session.call(
                .deleteGroup, path: ["group": group], query: [("brand", session.brand)])
            session.show(answer, ids: [answer.value.id.description]) { group, sheet in
                sheet.line("Group \(group.name) of brand \(group.brand.name) is gone; its accounts are still there.")
            }
        }
    }

    private static func change(_ group: String, _ body: ChangeMembers, _ session: Session) async throws {
        let answer: Answer<GroupView> = try await session.call(
            .changeMembers, path: ["group": group], query: [("brand", session.brand)], body: body)
        session.show(answer, ids: answer.value.accounts.map(\.name)) { draw($0, &$1) }
    }

    private static func draw(_ group: GroupView, _ sheet: inout Sheet) {
        sheet.line(
            "Group \(group.name) in brand \(group.brand.name) (\(group.id)): "
                + "\(Amount.of(group.accounts.count, "account")).")
        var table = Table([.text("ACCOUNT"), .text("PLATFORM"), .text("ID")])
        for account in group.accounts {
            table.rows.append([
                Table.Cell(account.name, .strong), Table.Cell(account.platform),
                Table.Cell(account.id.description, .faint),
            ])
        }
        sheet.table(table)
    }
}
