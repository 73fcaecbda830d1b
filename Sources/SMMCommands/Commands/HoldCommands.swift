import ArgumentParser
import SMMAPI
import SMMModel

/// `hold`: what must not go out now, and why.
struct HoldCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Holds: what must not go out now, and why.",
        discussion: """
            Holds overlap; each is released for itself. Nothing more leaves once `hold place` has answered.

            EXAMPLES
              smmctl hold place everything --crisis --detail "Accident at the plant"
              smmctl hold place account shop
              smmctl hold list
              smmctl hold release hld_4k2
            """,
        subcommands: [List.self, Place.self, Release.self])

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the holds in sight.", aliases: ["ls"])

        @Option(help: "Only on this account.") var account: String?
        @Option(help: "Only on this post.") var post: String?
        @Option(help: "Only for this reason, e.g. fuse.") var reason: String?
        @Flag(help: "Also those released.") var released = false
        @OptionGroup var page: PageOptions
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<SMMAPI.Page<HoldView>> = try await session.call(
                .listHolds,
                query: [
                    ("brand", session.brand), ("account", account), ("post", post), ("reason", reason),
                    ("released", released ? "true" : nil),
                ] + page.query)
            session.show(answer, ids: answer.value.items.map(\.id.description)) { page, sheet in
                HoldCommands.draw(page.items, &sheet, session)
            }
            session.remarkMore(answer.value.next, "hold list")
            if answer.value.items.isEmpty { session.remark("Nothing is held.") }
        }
    }

    struct Place: Change {
        static let configuration = CommandConfiguration(
            commandName: "place", abstract: "Stops something from going out, at once.",
            discussion: """
                WHAT is `everything`, `brand` (the chosen one), `account NAME` or `post ID`.

                EXAMPLES
                  smmctl hold place everything --crisis --detail "Accident at the plant"
                  smmctl hold place post last
                """)

        @Argument(help: ArgumentHelp("everything, brand, account or post.", valueName: "what")) var scope: String
        @Argument(help: ArgumentHelp("The account or post.", valueName: "which")) var subject: String?
        @Option(help: "One sentence for those who will wonder.") var detail: String?
        @Flag(help: "A crisis: only an approver's release lets things go out again.") var crisis = false
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func validate() throws {
            guard ["everything", "brand", "account", "post"].contains(scope) else {
                throw ValidationError("“\(scope)” cannot be held; it is one of: everything, brand, account, post.")
            }
            let needsSubject = scope == "account" || scope == "post"
            guard needsSubject || subject == nil || scope == "brand" else {
                throw ValidationError("“everything” stands alone.")
            }
            guard !needsSubject || subject != nil else { throw ValidationError("Which \(scope)?") }
        }

        func run(_ session: Session) async throws {
            let brand = scope == "brand" ? try await session.brandName(subject) : session.brand
            let body = PlaceHold(
                scope: scope, subject: scope == "brand" ? nil : subject, brand: scope == "everything" ? nil : brand,
                reason: crisis ? "crisis_stop" : nil, detail: detail)
            let answer: Answer<HoldView> = try await session.call(.placeHold, body: body)
            session.show(answer, ids: [answer.value.id.description]) { hold, sheet in
                sheet.line("Held: \(HoldCommands.scope(hold)) (\(hold.id), \(hold.reason.rawValue)).")
            }
            guard !session.isDryRun, session.format == .table else { return }
            session.remark("To let it go out again:", next: "smmctl hold release \(answer.value.id)")
        }
    }

    struct Release: Change {
        static let configuration = CommandConfiguration(commandName: "release", abstract: "Releases holds.")

        @Argument(help: "The holds.") var holds: [String]
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            try session.confirm(count: holds.count, "\(holds.count) holds are released.")
            try await session.forEach(holds) { hold in
                let answer: Answer<HoldView> = try await session.call(.releaseHold, path: ["hold": hold])
                session.show(answer, ids: [answer.value.id.description]) { hold, sheet in
                    sheet.line("Released: \(HoldCommands.scope(hold)) (\(hold.id), \(hold.reason.rawValue)).")
                }
            }
        }
    }

    /// What a hold stops, in words.
    static func scope(_ hold: HoldView) -> String {
        let name = hold.scope.name ?? hold.scope.id ?? ""
        let brand = hold.brand.map { hold.scope.kind == "brand" ? "" : " in brand \($0.name)" } ?? ""
        return hold.scope.kind == "everything" ? "everything" : "\(hold.scope.kind) \(name)\(brand)"
    }

    /// A table of holds.
    static func draw(_ holds: [HoldView], _ sheet: inout Sheet, _ session: Session) {
        let now = session.terminal.now()
        var table = Table([
            .key("ID"), .text("WHAT"), .text("WHY"), .flexible("DETAIL"), .text("SINCE", rank: 3), .text("BY", rank: 2),
            .text("RELEASED", rank: 1),
        ])
        for hold in holds {
            table.rows.append([
                Table.Cell(hold.id.description, .strong),
                Table.Cell(scope(hold), short: hold.scope.name ?? hold.scope.id ?? hold.scope.kind),
                Table.Cell(hold.reason.rawValue, hold.releasedAt == nil ? .warning : .faint),
                Table.Cell(hold.detail), When.cell(hold.placedAt, now: now),
                Table.Cell(hold.placedBy),
                Table.Cell(hold.releasedAt.map { "\(When.short($0, now: now)) by \(hold.releasedBy ?? "?")" } ?? ""),
            ])
        }
        sheet.table(table)
    }
}
