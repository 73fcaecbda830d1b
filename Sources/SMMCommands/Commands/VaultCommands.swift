import ArgumentParser
import SMMAPI
import SMMModel

/// `vault`: the keys that credentials are sealed under.
struct VaultCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "The keys that the accounts' credentials are sealed under.",
        discussion: """
            EXAMPLES
              smmctl vault status
              smmctl vault export --file keys.txt      to be kept apart from the machine
              smmctl vault import keys.txt             on the machine a backup was restored to
            """,
        subcommands: [Status.self, Rotate.self, Export.self, Import.self])

    struct Status: Act {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Shows where the keys are, and which accounts must be connected again.")

        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<VaultView> = try await session.call(.showVault)
            session.show(answer, ids: answer.value.keys.map(\.id)) { vault, sheet in
                sheet.fields([
                    ("Keys", vault.place),
                    (
                        "Changed by",
                        vault.writable ? "smmctl vault rotate" : "an administrator (make-credential --rotate)"
                    ),
                ])
                var table = Table([.key("KEY"), .text("USE"), .number("CREDENTIALS")])
                for key in vault.keys {
                    table.rows.append([
                        Table.Cell(key.id, .strong),
                        Table.Cell(
                            key.here ? (key.current ? "wraps now" : "former") : "not here", key.here ? .plain : .warning
                        ),
                        Table.Cell("\(key.credentials)"),
                    ])
                }
                sheet.table(table)
                Self.list(vault.locked, "To be connected again: no key here opens their credential", &sheet)
                Self.list(
                    vault.damaged ?? [], "To be connected again: the row of their credential was changed or moved",
                    &sheet)
            }
            if !answer.value.locked.isEmpty {
                session.remark("Or take over the keys that do:", next: "smmctl vault import FILE")
            }
        }

        private static func list(_ accounts: [AccountView], _ heading: String, _ sheet: inout Sheet) {
            guard !accounts.isEmpty else { return }
            sheet.heading(heading)
            for account in accounts {
                sheet.line("smmctl account reconnect \(account.id)   \(account.brand.name)/\(account.name)")
            }
        }
    }

    struct Rotate: Change {
        static let configuration = CommandConfiguration(
            commandName: "rotate", abstract: "Seals everything under a new key; goes on after a kill.",
            discussion: "The former keys are kept, so that backups still open, unless --forget-former is given.")

        @Flag(help: "Give the former keys up; backups made before then need their accounts connected again.")
        var forgetFormer = false
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            if forgetFormer { try session.confirm("Backups made before now will not give back the credentials.") }
            let answer: Answer<VaultRotationView> = try await session.call(
                .rotateVault, body: RotateVault(forgetFormer: forgetFormer ? true : nil))
            session.show(answer, ids: [answer.value.current]) { rotation, sheet in
                sheet.line(
                    rotation.new
                        ? "Key \(rotation.current) wraps now; \(rotation.rewrapped) credentials were wrapped anew."
                        : "The rotation to key \(rotation.current) was finished: \(rotation.rewrapped) credentials.")
                if rotation.left > 0 { sheet.line("\(rotation.left) could not be opened: see smmctl vault status") }
                if rotation.forgotten > 0 { sheet.line("\(rotation.forgotten) former keys were given up.") }
            }
            session.remark("Export the keys again, to be kept apart:", next: "smmctl vault export --file keys.txt")
        }
    }

    struct Export: Act {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Writes the keys under a passphrase, to be kept apart from the machine.")

        @Option(help: "Where to; standard output when left out.") var file: String?
        @Option(help: ArgumentHelp("The passphrase, from a file or - for standard input.", valueName: "file"))
        var passphraseFile: String?
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let passphrase = try Passphrase.read(session, file: passphraseFile, isNew: true)
            let answer: Answer<VaultExportView> = try await session.call(
                .exportVault, body: ExportVault(passphrase: SecretText(passphrase)))
            if let file {
                try PrivateFile.write(file, answer.value.export)
                session.remark("The keys are in \(file). Keep it, and the passphrase, apart from this machine.")
            } else {
                session.show(answer, ids: [answer.value.export]) { view, sheet in
                    for line in view.export.split(separator: "\n") { sheet.line(String(line)) }
                }
            }
        }
    }

    struct Import: Change {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Takes over the keys of an export, such as those a backup was made under.")

        @Argument(help: "The file that `smmctl vault export` wrote.") var file: String
        @Option(help: ArgumentHelp("The passphrase, from a file or - for standard input.", valueName: "file"))
        var passphraseFile: String?
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let text = try TextSource.file(file, session.terminal)
            let passphrase = try Passphrase.read(session, file: passphraseFile, isNew: false)
            let answer: Answer<VaultImportView> = try await session.call(
                .importVault, body: ImportVault(export: text, passphrase: SecretText(passphrase)))
            session.show(answer, ids: ["\(answer.value.opened)"]) { view, sheet in
                sheet.line("\(view.opened) credentials open again; \(view.locked) are still locked.")
            }
            if answer.value.locked > 0 { session.remark("See which:", next: "smmctl vault status") }
        }
    }
}
