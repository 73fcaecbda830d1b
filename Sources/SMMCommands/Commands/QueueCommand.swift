import ArgumentParser
import SMMAPI
import SMMModel
import SMMTime

/// `queue`: what goes out next.
struct QueueCommand: Act {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Shows what goes out next, with a plot of the days ahead.",
        discussion: """
            EXAMPLES
              smmctl queue
              smmctl queue --account shop --until "friday 18:00"
            """)

    @Option(help: "Only this account.") var account: String?
    @Option(help: ArgumentHelp("Only from this time on, written as for `post create --at`.", valueName: "when"))
    var from: String?
    @Option(help: ArgumentHelp("Only before this time, written as for `post create --at`.", valueName: "when"))
    var until: String?
    @OptionGroup var page: PageOptions
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<SMMAPI.Page<QueueItem>> = try await session.call(
            .listQueue,
            query: [("brand", session.brand), ("account", account), ("from", from), ("until", until)] + page.query)
        session.show(answer, ids: answer.value.items.map(\.post.description)) { page, sheet in
            Self.draw(page, &sheet, session.terminal.now())
        }
        session.remarkMore(answer.value.next, "queue")
        if answer.value.items.isEmpty { session.remark("Nothing is planned.", next: "smmctl post \"Hello\"") }
    }

    private static func draw(_ page: SMMAPI.Page<QueueItem>, _ sheet: inout Sheet, _ now: Instant) {
        plot(page.items, isWhole: page.next == nil, &sheet, now)
        let hasManyBrands = Set(page.items.map(\.brand.id)).count > 1
        let inUTC = When.hasManyZones(page.items.map(\.due))
        // That something is held is never left out; three letters of a text say less than a whole time.
        var table = Table([
            .text("DUE"), .text("IN", rank: 1),
            hasManyBrands ? .flexible("ACCOUNT", rank: 6) : .text("ACCOUNT", rank: 4), .text("WHAT", rank: 2),
            .flexible("POST", rank: 5), .flexible("HELD"), .key("ID"),
        ])
        for item in page.items {
            let part = item.parts > 1 ? " \(item.part + 1)/\(item.parts)" : ""
            let again = item.state.known == .retryWait ? ", tries again" : ""
            let kind = item.kind.known == .publish ? "" : "\(item.kind.rawValue) "
            table.rows.append([
                When.cell(item.due, now: now, inUTC: inUTC), Table.Cell(When.distance(item.due, now: now), .faint),
                Table.Cell(
                    "\(item.brand.name)/\(item.account.name)",
                    short: hasManyBrands ? item.brand.name : item.account.name),
                Table.Cell(kind + item.schedule + part + again, .faint), Table.Cell(item.excerpt),
                Table.Cell(item.held.map(\.rawValue).joined(separator: ","), .warning),
                Table.Cell(item.post.description, .strong),
            ])
        }
        sheet.table(table)
    }

    /// One bar for each of the days ahead, the first is today.
    private static func plot(
        _ items: [QueueItem], isWhole: Bool, _ sheet: inout Sheet, _ now: Instant
    ) {
        guard let first = items.first(where: { $0.due != nil }), let moment = first.due, let when = When(moment) else {
            return
        }
        // Today on the brand's wall clock: the offset of the first item is near enough for a plot.
        let offset = when.wall.secondsSinceEpoch - when.utc.secondsSinceEpoch
        let today = (now.milliseconds / 1000 + offset) / 86_400
        var counts = [Int](repeating: 0, count: 14)
        for item in items {
            guard let day = item.due.flatMap(When.init)?.wall.date.daysSinceEpoch else { continue }
            let index = day - today
            if index >= 0, index < Int64(counts.count) { counts[Int(index)] += 1 }
        }
        let most = counts.max() ?? 0
        guard most > 0 else { return }
        sheet.line([
            Table.Cell("14 days", .faint),
            Table.Cell(Sparkline.draw(counts, isUnicode: sheet.palette.isUnicode), .accent),
            Table.Cell("at most \(most) a day\(isWhole ? "" : " (of this page)"); today \(counts[0])", .faint),
        ])
        sheet.blank()
    }
}
