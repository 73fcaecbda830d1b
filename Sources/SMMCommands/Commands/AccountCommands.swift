import ArgumentParser
import SMMAPI
import SMMModel

/// `account`: profiles on networks.
struct AccountCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Accounts: one profile on one network each.",
        discussion: """
            EXAMPLES
              smmctl account add site --name shop --set title="Miller's Bakery"
              smmctl account add mastodon --server example.social
              smmctl account add bluesky --handle bakery.example.com
              smmctl account check mastodon
              smmctl account invite mastodon --server example.social
              smmctl account list
              smmctl platform list        which networks there are, and what an account of each needs
            """,
        subcommands: [
            Add.self, List.self, Show.self, Check.self, Reconnect.self, Invite.self, Invites.self, Uninvite.self,
            Set.self,
            Rename.self, Remove.self,
        ])

    struct Add: Change {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Makes an account, and connects it where the network takes a sign-in.",
            discussion: """
                Secrets are typed at a prompt or read from a file, never given as an argument.

                EXAMPLES
                  smmctl account add site --name shop
                  smmctl account add mastodon --server example.social
                  smmctl account add bluesky --handle bakery.example.com
                  smmctl account add mastodon --server example.social --token-file token.txt
                """)

        @Argument(help: "The network, see `smmctl platform list`.") var platform: String
        @Option(help: "The short name; the network's name when left out.") var name: String?
        @OptionGroup var place: AccountPlaceOptions
        @OptionGroup var connect: ConnectOptions
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let settings = try place.read()
            let platforms: Answer<SMMAPI.Page<PlatformView>> = try await session.call(.listPlatforms)
            let isConnected = platforms.value.items.contains {
                $0.platform == platform && $0.capabilities.contains("connects-accounts")
            }
            if isConnected {
                try await connect(session, settings)
            } else {
                try connect.requireNone(platform)
                try await make(session, settings)
            }
        }

        private func make(_ session: Session, _ settings: [String: String]) async throws {
            let body = CreateAccount(
                brand: session.brand, platform: platform, name: name ?? platform,
                settings: settings.isEmpty ? nil : settings)
            let answer: Answer<AccountView> = try await session.call(.createAccount, body: body)
            session.show(answer, ids: [answer.value.id.description]) { account, sheet in
                sheet.line(
                    "Account \(account.name) on \(account.platform) in brand \(account.brand.name) (\(account.id)).")
            }
            remarkSlots(session, answer.value)
        }

        private func connect(_ session: Session, _ settings: [String: String]) async throws {
            let receiver = session.isDryRun ? nil : connect.receiver(session.terminal)
            let body = ConnectAccount(
                brand: session.brand, platform: platform, name: name ?? platform,
                settings: settings.isEmpty ? nil : settings, redirect: connect.redirect(receiver),
                token: try connect.token(session.terminal).map { SecretText($0) })
            let first: Answer<ConnectionView> = try await session.call(.connectAccount, body: body)
            var connecting = Connecting(
                session: session, receiver: receiver, usesDoor: connect.door,
                password: try connect.password(session.terminal))
            let answer = try await connecting.finish(first)
            session.show(answer, ids: [answer.value.account?.id.description ?? ""]) { view, sheet in
                guard let account = view.account else {
                    sheet.line("Everything that can be checked without the network is right.")
                    return
                }
                sheet.line(
                    "Account \(account.name) is connected to \(account.handle ?? account.platform) on "
                        + "\(account.platform), in brand \(account.brand.name) (\(account.id)).")
                for remark in view.remarks { sheet.line(remark) }
            }
            if let account = answer.value.account { remarkSlots(session, account) }
        }

        private func remarkSlots(_ session: Session, _ account: AccountView) {
            guard !session.isDryRun, session.format == .table else { return }
            session.remark(
                "Give it weekly slots, so that posts need no time:",
                next: "smmctl slot set \(account.name) \"mon-fri 09:30\" --brand \(account.brand.name)")
        }
    }

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the accounts in sight.", aliases: ["ls"])

        @Option(help: "Only this network.") var platform: String?
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<SMMAPI.Page<AccountView>> = try await session.call(
                .listAccounts, query: [("brand", session.brand), ("platform", platform)])
            session.show(answer, ids: answer.value.items.map(\.name)) { page, sheet in
                var table = Table([
                    .text("BRAND", rank: 4), .key("NAME"), .text("PLATFORM", rank: 3), .text("THERE", rank: 2),
                    .number("SLOTS", rank: 1),
                    .flexible("HELD"), .text("ID", rank: 2),
                ])
                for account in page.items {
                    table.rows.append([
                        Table.Cell(account.brand.name), Table.Cell(account.name, .strong),
                        Table.Cell(account.platform), Table.Cell(account.handle ?? "", .faint),
                        Table.Cell("\(account.slots)"),
                        Table.Cell(account.held.map(\.rawValue).joined(separator: ", "), .warning),
                        Table.Cell(account.id.description, .faint),
                    ])
                }
                sheet.table(table)
            }
            if answer.value.items.isEmpty {
                session.remark("No account is in sight.", next: "smmctl account add site --name NAME")
            }
        }
    }

    struct Show: Act {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one account.")

        @Argument(help: "The account: name, id or unique beginning of the id.") var account: String
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<AccountView> = try await session.call(
                .showAccount, path: ["account": account], query: [("brand", session.brand)])
            session.show(answer, ids: [answer.value.id.description]) { account, sheet in
                sheet.fields([
                    ("Account", account.name), ("Brand", account.brand.name), ("Platform", account.platform),
                    ("Id", account.id.description), ("Name there", account.handle),
                    ("Credential", account.credential), ("Guarantee", account.guarantee.map { "class \($0)" }),
                    ("Slots", "\(account.slots) a week"),
                    ("Held", account.held.map(\.rawValue).joined(separator: ", ")),
                    ("Made", When.full(account.createdAt, now: session.terminal.now())),
                ])
                guard !account.settings.isEmpty else { return }
                sheet.heading("Settings")
                sheet.fields(account.settings.sorted { $0.key < $1.key }.map { (Printable.line($0.key), $0.value) })
            }
        }
    }

    struct Set: Change {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Changes settings of an account.",
            discussion: """
                EXAMPLE
                  smmctl account set shop title="Miller's Bakery"
                """)

        @Argument(help: "The account.") var account: String
        @Argument(help: ArgumentHelp("Settings; an empty value takes one away.", valueName: "name=value"))
        var settings: [String]
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<AccountView> = try await session.call(
                .editAccount, path: ["account": account], query: [("brand", session.brand)],
                body: EditAccount(settings: try Pairs.read(settings, option: "a setting")))
            session.show(answer, ids: [answer.value.id.description]) { account, sheet in
                sheet.line("Account \(account.name) in brand \(account.brand.name) is changed.")
                sheet.fields(account.settings.sorted { $0.key < $1.key }.map { (Printable.line($0.key), $0.value) })
            }
        }
    }

    struct Rename: Change {
        static let configuration = CommandConfiguration(commandName: "rename", abstract: "Renames an account.")

        @Argument(help: "The account.") var account: String
        @Argument(help: "The new short name.") var name: String
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<AccountView> = try await session.call(
                .editAccount, path: ["account": account], query: [("brand", session.brand)],
                body: EditAccount(name: name))
            session.show(answer, ids: [answer.value.id.description]) { view, sheet in
                sheet.line("Account \(account) in brand \(view.brand.name) is now called \(view.name).")
            }
        }
    }

    struct Remove: Change {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes an account away; what was to go out on it is cancelled.",
            discussion: "What is already published stays where it is.", aliases: ["rm", "delete"])

        @Argument(help: "The account.") var account: String
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let found: Answer<AccountView> = try await session.call(
                .showAccount, path: ["account": account], query: [("brand", session.brand)])
            let id = found.value.id.description
            let planned = try await session.countPlanned(account: id, brand: found.value.brand.id.description)
            let loss =
                planned.hasPrefix("0 ")
                ? "nothing is planned on it." : "\(planned) on it \(planned.hasPrefix("1 ") ? "is" : "are") cancelled."
            try session.confirm(
                "Account \(found.value.name) of brand \(found.value.brand.name) goes away; \(loss)")
            let answer: Answer<AccountView> = try await session.call(.removeAccount, path: ["account": id])
            session.show(answer, ids: [id]) { view, sheet in
                sheet.line("Account \(view.name) of brand \(view.brand.name) is gone.")
                for remark in view.remarks ?? [] { sheet.line(remark) }
            }
        }
    }
}
