import ArgumentParser
import SMMAPI
import SMMModel

/// `brand`: one client's identity.
struct BrandCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brand", abstract: "Brands: one for each client's identity.",
        discussion: """
            Every account and every post belongs to exactly one brand, and a post never crosses brands.

            EXAMPLES
              smmctl brand add bakery --title "Miller's Bakery" --zone Europe/Berlin --language de
              smmctl brand use bakery
            """,
        subcommands: [Add.self, List.self, Show.self, Use.self])

    struct Add: Change {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Makes a brand.",
            discussion: """
                The zone decides what “09:30” means for this brand; without it the server's own zone is taken.

                EXAMPLE
                  smmctl brand add bakery --title "Miller's Bakery" --zone Europe/Berlin --language de
                """)

        @Argument(help: "The short name: lower-case letters, digits, hyphens.") var name: String
        @Option(help: "The name people read.") var title: String?
        @Option(help: ArgumentHelp("The time zone, e.g. Europe/Berlin.", valueName: "zone")) var zone: String?
        @Option(help: ArgumentHelp("The language of its texts, e.g. de or en-GB.", valueName: "tag"))
        var language: String?
        @Option(help: ArgumentHelp("The accent colour of its pages.", valueName: "#rrggbb")) var colour: String?
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let body = CreateBrand(name: name, title: title, zone: zone, language: language, colour: colour)
            let answer: Answer<BrandView> = try await session.call(.createBrand, body: body)
            let brand = answer.value
            session.show(answer, ids: [brand.id.description]) { brand, sheet in
                sheet.line("Brand \(brand.name) (\(brand.id)): times are in \(brand.zone), texts in \(brand.language).")
            }
            guard !session.isDryRun, session.format == .table else { return }
            session.remark("Give it an account:", next: "smmctl account add site --brand \(brand.name)")
        }
    }

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the brands in sight.", aliases: ["ls"])

        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<SMMAPI.Page<BrandView>> = try await session.call(.listBrands)
            session.show(answer, ids: answer.value.items.map(\.name)) { page, sheet in
                var table = Table([
                    .text(""), .text("NAME"), .flexible("TITLE"), .text("ZONE"), .text("LANGUAGE"),
                    .number("ACCOUNTS"), .text("YOUR ROLE"), .text("ID"),
                ])
                for brand in page.items {
                    let isChosen = brand.name == session.brand || brand.id.description == session.brand
                    table.rows.append([
                        Table.Cell(isChosen ? "*" : "", .accent), Table.Cell(brand.name, .strong),
                        Table.Cell(brand.title), Table.Cell(brand.zone), Table.Cell(brand.language),
                        Table.Cell("\(brand.accounts)"), Table.Cell(brand.role?.rawValue ?? "–"),
                        Table.Cell(brand.id.description, .faint),
                    ])
                }
                sheet.table(table)
            }
            if answer.value.items.isEmpty {
                session.remark("No brand is in sight.", next: "smmctl brand add NAME --zone Europe/Berlin")
            }
        }
    }

    struct Show: Act {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one brand.")

        @Argument(help: "The brand; the chosen one when left out.") var name: String?
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let name = try await session.brandName(name)
            let answer: Answer<BrandView> = try await session.call(.showBrand, path: ["brand": name])
            session.show(answer, ids: [answer.value.id.description]) { brand, sheet in
                sheet.fields([
                    ("Brand", brand.name), ("Title", brand.title), ("Id", brand.id.description),
                    ("Zone", brand.zone), ("Language", brand.language), ("Colour", brand.colour),
                    ("Accounts", "\(brand.accounts)"), ("Your role", brand.role?.rawValue),
                    ("Made", When.full(brand.createdAt, now: session.terminal.now())),
                ])
            }
        }
    }

    struct Use: Act {
        static let configuration = CommandConfiguration(
            commandName: "use", abstract: "Chooses the brand for the commands that follow.",
            discussion: """
                The choice is kept in ~/.config/smmctl/brand; --brand and SMM_BRAND go before it.

                EXAMPLES
                  smmctl brand use bakery
                  smmctl brand use --none
                """)

        @Argument(help: "The brand.") var name: String?
        @Flag(help: "Forgets the choice.") var none = false
        @OptionGroup(title: "Common options") var common: CommonOptions

        func validate() throws {
            guard (name == nil) == none else { throw ValidationError("Give either a brand or --none.") }
        }

        func run(_ session: Session) async throws {
            let saved = SavedBrand(variables: session.terminal.variables)
            guard let name else {
                try saved.write(nil)
                session.remark("No brand is chosen any more.")
                return
            }
            let answer: Answer<BrandView> = try await session.call(.showBrand, path: ["brand": name])
            try saved.write(answer.value.name)
            session.show(answer, ids: [answer.value.name]) { brand, sheet in
                sheet.line("Commands are about the brand \(brand.name) (\(brand.title)) from now on.")
            }
            if let other = session.terminal.variables["SMM_BRAND"], !other.isEmpty, other != answer.value.name {
                session.remark("SMM_BRAND is set to \(other) and goes before it.", next: "unset SMM_BRAND")
            }
        }
    }
}
