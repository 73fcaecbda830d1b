import ArgumentParser
import SMMAPI
import SMMAPIClient
import SMMModel

/// `events`: the record of everything that happened.
struct EventsCommand: Act {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Shows the record of what happened; --follow keeps showing.",
        discussion: """
            With --format json each event is one line.

            EXAMPLES
              smmctl events --limit 20
              smmctl events --follow --verb post.
              smmctl events --post last
            """)

    @Flag(name: .shortAndLong, help: "Keeps showing what happens, oldest first; Ctrl-C ends it.") var follow = false
    @Option(help: "Only this account.") var account: String?
    @Option(help: "Only this post.") var post: String?
    @Option(help: "Only this verb, or verbs with this beginning, e.g. post.") var verb: String?
    @Option(help: ArgumentHelp("With --follow: first what came after this number.", valueName: "number"))
    var after: Int64?
    @OptionGroup var page: PageOptions
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        guard follow else { return try await list(session) }
        var last = after
        while true {
            do {
                try await stream(session, after: &last)
                session.remark("The daemon ended the stream.")
                return
            } catch let error as ClientError where error.code == .lost {
                guard let last else { throw error }
                session.remark("The connection broke; going on after event \(last).")
                try await session.terminal.pause(.seconds(1))
            }
        }
    }

    private var filters: [(String, String?)] { [("account", account), ("post", post), ("verb", verb)] }

    private func list(_ session: Session) async throws {
        let answer: Answer<SMMAPI.Page<EventView>> = try await session.call(
            .listEvents, query: [("brand", session.brand)] + filters + page.query)
        session.show(answer, ids: answer.value.items.map { "\($0.seq)" }) { page, sheet in
            let inUTC = When.hasManyZones(page.items.map(\.at))
            // What concerns no brand in particular makes no second one.
            let hasManyBrands = Set(page.items.compactMap(\.brand?.id)).count > 1
            var table = Table([
                .key("TIME"), .number("NO", rank: 1), .text("WHO", rank: 2), .text("WHAT"),
                .text("BRAND", rank: hasManyBrands ? 4 : 0), .flexible("TO WHAT", rank: 3),
            ])
            for event in page.items {
                table.rows.append([
                    When.cell(event.at, now: session.terminal.now(), seconds: true, inUTC: inUTC),
                    Table.Cell("\(event.seq)", .faint), Table.Cell(event.actor.name), Table.Cell(event.verb, .strong),
                    Table.Cell(event.brand?.name ?? ""),
                    Table.Cell(event.subject.id + Self.detail(event), short: event.subject.id),
                ])
            }
            sheet.table(table)
        }
        session.remarkMore(answer.value.next, "events")
    }

    private func stream(_ session: Session, after last: inout Int64?) async throws {
        let request = try session.request(
            .listEvents,
            query: [("brand", session.brand), ("follow", "true"), ("after", last.map { "\($0)" })] + filters)
        switch try await session.client.stream(request) {
        case .refused(let response): throw Session.refusal(response)
        case .lines(let lines):
            for try await line in lines where !line.isEmpty {
                let event: EventView
                do {
                    event = try WireJSON.decode(EventView.self, from: Array(line.utf8))
                } catch {
                    session.remark(
                        "An event cannot be read: the daemon may be older or newer than this smmctl.",
                        next: "smmctl version")
                    continue
                }
                last = event.seq
                session.terminal.output((session.format == .json ? JSONText.line(line) : text(event, session)) + "\n")
            }
            await lines.close()
        }
    }

    private func text(_ event: EventView, _ session: Session) -> String {
        guard !session.isQuiet else { return "\(event.seq)" }
        let palette = session.terminal.palette
        let time = When.short(event.at, now: session.terminal.now(), seconds: true)
        return [
            palette.paint(Printable.line(time), .faint), Printable.line(event.actor.name),
            palette.paint(Printable.line(event.verb), .strong), Printable.line(Self.subject(event)),
        ].joined(separator: "  ")
    }

    private static func subject(_ event: EventView) -> String {
        let brand = event.brand.map { "\($0.name): " } ?? ""
        return "\(brand)\(event.subject.kind) \(event.subject.id)\(detail(event))"
    }

    private static func detail(_ event: EventView) -> String { event.detail.map { " – \($0)" } ?? "" }
}
