import ArgumentParser
import SMMAPI
import SMMModel

/// `status`: how everything stands.
struct StatusCommand: Act {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how everything stands.",
        discussion: """
            What needs you comes first, each with the command to type. The exit status is 0 whenever the daemon \
            answers; `smmctl doctor` judges.

            EXAMPLES
              smmctl
              smmctl status --brand bakery
              smmctl status --format json | jq .counts
            """)

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<StatusView> = try await session.call(.status, query: [("brand", common.brand)])
        session.show(answer, ids: [answer.value.state]) { Self.draw($0, &$1) }
    }

    private static func draw(_ status: StatusView, _ sheet: inout Sheet) {
        let now = status.now.instant ?? Instant(milliseconds: 0)
        let style: Style = status.state == "running" ? .good : .warning
        let since = (status.since.instant).map { Amount.span(milliseconds: (now - $0).count) } ?? "?"
        sheet.line([
            Table.Cell(status.state, style), Table.Cell("smmd \(status.release), up \(since)", .plain),
        ])
        attention(status, &sheet)
        brands(status, now, &sheet)
        sheet.blank()
        sheet.line("In the last day: \(sum(status.counts))", .faint)
        let backup = status.lastBackup.map { When.distance($0, now: now) }
        sheet.line("Last backup: \(backup ?? "none yet (smmctl backup)")", backup == nil ? .warning : .faint)
    }

    private static func attention(_ status: StatusView, _ sheet: inout Sheet) {
        guard !status.attention.isEmpty else { return }
        sheet.heading("Needs you")
        for item in status.attention {
            let brand = item.brand.map { "\($0.name): " } ?? ""
            sheet.line([Table.Cell(sheet.palette.isUnicode ? "●" : "*", .bad), Table.Cell(brand + item.message)])
            if let next = item.next { sheet.line([Table.Cell("  →"), Table.Cell(next, .accent)]) }
        }
    }

    private static func brands(_ status: StatusView, _ now: Instant, _ sheet: inout Sheet) {
        sheet.blank()
        guard !status.brands.isEmpty else {
            sheet.line("No brand yet.")
            sheet.next(["smmctl brand add NAME --zone Europe/Berlin"])
            return
        }
        var table = Table([
            .key("BRAND"), .number("PLANNED", rank: 3), .number("DRAFTS", rank: 1), .number("HOLDS", rank: 2),
            .number("YOURS", rank: 4), .text("NEXT"), .flexible("POST"),
        ])
        for brand in status.brands {
            let yours = brand.counts.unknown + brand.counts.missed
            table.rows.append([
                Table.Cell(brand.brand.name, .strong),
                Table.Cell("\(planned(brand.counts))"),
                Table.Cell("\(brand.counts.drafts)"), Table.Cell("\(brand.counts.holds)"),
                Table.Cell("\(yours)", yours > 0 ? .bad : .plain),
                next(brand, now), Table.Cell(brand.next?.excerpt ?? ""),
            ])
        }
        sheet.table(table)
    }

    private static func planned(_ counts: StatusCounts) -> Int {
        counts.scheduled + counts.retrying + counts.underway + counts.uncertain
    }

    /// When the next one goes out; of one that is held, why it does not.
    private static func next(_ brand: BrandStatus, _ now: Instant) -> Table.Cell {
        guard let next = brand.next else { return "–" }
        guard next.held.isEmpty else { return Table.Cell(StateLook.words(WaitView(.held, held: next.held), now: now)) }
        guard next.state.known == .retryWait else { return When.cell(next.due, now: now) }
        return Table.Cell(StateLook.words(WaitView(.retry, until: next.due), now: now))
    }

    private static func sum(_ counts: StatusCounts) -> String {
        "\(counts.published) sent (posts, edits, deletes), \(counts.failed) refused; now \(counts.underway) on the way, "
            + "\(counts.retrying) to be tried again, \(counts.uncertain) being found out"
    }
}
