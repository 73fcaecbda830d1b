import ArgumentParser
import SMMAPI
import SMMModel

/// `slot`: weekly times at which waiting posts go out.
struct SlotCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slot", abstract: "Weekly times at which posts without a time go out.",
        discussion: """
            Times are those of the brand's wall clock, summer and winter. A post without --at takes the next free slot.

            EXAMPLES
              smmctl slot set shop "mon-fri 09:30 17:00" "sat 11:00"
              smmctl slot add shop "sun 18:00"
              smmctl slot list
            """,
        subcommands: [List.self, SetSlots.self, Add.self, Remove.self])

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Shows the week of one account, or of all.", aliases: ["ls", "show"])

        @Argument(help: "The account; all of the brand when left out.") var account: String?
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            if let account {
                let answer = try await SlotCommands.slots(of: account, session)
                session.show(answer, ids: SlotCommands.ids(answer.value)) { view, sheet in
                    SlotCommands.draw(view, &sheet, session.terminal.now())
                }
                return
            }
            let accounts: Answer<SMMAPI.Page<AccountView>> = try await session.call(
                .listAccounts, query: [("brand", session.brand)])
            for account in accounts.value.items {
                let answer = try await SlotCommands.slots(of: account.id.description, session)
                session.show(answer, ids: SlotCommands.ids(answer.value)) { view, sheet in
                    SlotCommands.draw(view, &sheet, session.terminal.now())
                }
            }
            if accounts.value.items.isEmpty {
                session.remark("No account is in sight.", next: "smmctl account add site --name NAME")
            }
        }
    }

    struct SetSlots: Change {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Replaces the weekly slots of an account.",
            discussion: """
                EXAMPLES
                  smmctl slot set shop "mon-fri 09:30" "sat,sun 11:00 18:00"
                  smmctl slot set shop --none
                """)

        @Argument(help: "The account.") var account: String
        @Argument(help: ArgumentHelp("Days and times, e.g. \"mon-fri 09:30\".", valueName: "times"))
        var times: [String] = []
        @Flag(help: "No slot at all.") var none = false
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func validate() throws {
            guard times.isEmpty == none else { throw ValidationError("Give either times or --none.") }
        }

        func run(_ session: Session) async throws {
            try await SlotCommands.set(account, try SlotGrammar.read(times), session)
        }
    }

    struct Add: Change {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Adds weekly slots to an account.")

        @Argument(help: "The account.") var account: String
        @Argument(help: ArgumentHelp("Days and times, e.g. \"sun 18:00\".", valueName: "times")) var times: [String]
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let more = try SlotGrammar.read(times)
            let present = try await SlotCommands.slots(of: account, session).value.slots
            let all = Swift.Set(present.map { SlotTime(weekday: $0.weekday, time: $0.time) }).union(more)
            try await SlotCommands.set(account, all.sorted { ($0.weekday, $0.time) < ($1.weekday, $1.time) }, session)
        }
    }

    struct Remove: Change {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes weekly slots away from an account.", aliases: ["rm", "delete"])

        @Argument(help: "The account.") var account: String
        @Argument(help: ArgumentHelp("Days and times, e.g. \"sun 18:00\".", valueName: "times")) var times: [String]
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let fewer = Swift.Set(try SlotGrammar.read(times))
            let present = try await SlotCommands.slots(of: account, session).value.slots
                .map { SlotTime(weekday: $0.weekday, time: $0.time) }
            if let stranger = fewer.subtracting(present).min(by: { ($0.weekday, $0.time) < ($1.weekday, $1.time) }) {
                throw CommandFailure(
                    Problem(
                        Problem.Code("slot-not-found"), status: 404, "The account has no such slot.",
                        given: "\(SlotCommands.names[max(1, min(7, stranger.weekday)) - 1]) \(stranger.time)",
                        next: "smmctl slot list \(Shell.quote(account))"))
            }
            try await SlotCommands.set(account, present.filter { !fewer.contains($0) }, session)
        }
    }

    private static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    private static func slots(of account: String, _ session: Session) async throws -> Answer<SlotsView> {
        try await session.call(.showSlots, path: ["account": account], query: [("brand", session.brand)])
    }

    private static func set(_ account: String, _ slots: [SlotTime], _ session: Session) async throws {
        let answer: Answer<SlotsView> = try await session.call(
            .setSlots, path: ["account": account], query: [("brand", session.brand)],
            body: SMMAPI.SetSlots(slots: slots))
        session.show(answer, ids: ids(answer.value)) { draw($0, &$1, session.terminal.now()) }
    }

    private static func ids(_ view: SlotsView) -> [String] { view.slots.map(\.id.description) }

    /// The week as a person sees it on a wall: one line a day.
    private static func draw(_ view: SlotsView, _ sheet: inout Sheet, _ now: Instant) {
        sheet.heading(
            "\(view.account.name) on \(view.account.platform), brand \(view.brand.name): "
                + "\(Amount.of(view.slots.count, "slot")) a week, \(view.zone)")
        guard !view.slots.isEmpty else {
            sheet.line("Posts for it without a time stay drafts.")
            return
        }
        for (index, name) in names.enumerated() {
            let times = view.slots.filter { $0.weekday == index + 1 }.map(\.time)
            sheet.line([
                Table.Cell(name, times.isEmpty ? .faint : .strong),
                Table.Cell(times.isEmpty ? "·" : times.joined(separator: "  "), times.isEmpty ? .faint : .plain),
            ])
        }
        let next = view.slots.compactMap { slot in slot.next?.instant.map { (slot.next, $0) } }.min { $0.1 < $1.1 }
        if let next { sheet.line("Next: \(When.short(next.0, now: now)), \(When.distance(next.0, now: now))", .faint) }
    }
}
