import SMMAPI
import SMMModel

/// How a preview looks on a page.
enum PreviewSheet {
    /// Each account with the text as it will appear there, and the limits it does not keep.
    static func draw(_ preview: PreviewView, _ sheet: inout Sheet, _ now: Instant) {
        sheet.line([
            Table.Cell("Brand \(preview.brand.name):"),
            preview.fits ? Table.Cell("fits everywhere", .good) : Table.Cell("does not fit everywhere", .bad),
        ])
        for target in preview.targets {
            sheet.heading("\(target.account.name) on \(target.account.platform) (\(target.language))")
            sheet.line([Table.Cell("  " + when(target, now), .faint)])
            for (index, part) in target.parts.enumerated() { self.part(part, index, target.parts.count, &sheet) }
            for (name, value) in target.options.sorted(by: { $0.key < $1.key }) {
                sheet.line([Table.Cell("  \(name):", .faint), Table.Cell(value)])
            }
            for note in target.notes ?? [] { sheet.line([Table.Cell("  " + note, .warning)]) }
            for violation in target.violations { self.violation(violation, &sheet) }
        }
        if let approval = preview.approval {
            sheet.line([Table.Cell("Would be held (approval):", .warning), Table.Cell(approval)])
        }
        for hold in preview.holds {
            sheet.line([Table.Cell("Would be held (\(hold.reason.rawValue)):", .warning), Table.Cell(hold.detail)])
        }
    }

    private static func when(_ target: PreviewTarget, _ now: Instant) -> String {
        guard let due = target.schedule.due else { return "a draft: no time yet" }
        let slot = target.schedule.kind == "slot" ? "next free slot: " : ""
        let time = "\(slot)\(When.short(due, now: now)), \(When.distance(due, now: now))"
        guard target.schedule.twice == true else { return time }
        let other = target.schedule.fold == 1 ? "this is the second; --fold 0 is the first" : "--fold 1 is the second"
        return time + " (the clock shows that time twice that night: \(other))"
    }

    private static func part(_ part: PreviewPart, _ index: Int, _ count: Int, _ sheet: inout Sheet) {
        sheet.blank()
        sheet.paragraph(part.text, indent: 4)
        PostSheet.media(part.media, &sheet)
        let isOver = part.limit.map { part.length > $0 } ?? false
        let limit = part.limit.map { " of \($0)" } ?? ""
        let number = count > 1 ? "part \(index + 1) of \(count), " : ""
        sheet.line([Table.Cell("    \(number)\(part.length)\(limit) \(unit(part))", isOver ? .bad : .faint)])
    }

    private static func unit(_ part: PreviewPart) -> String {
        part.length == 1 && part.limit == nil && part.unit.hasSuffix("s") ? String(part.unit.dropLast()) : part.unit
    }

    private static func violation(_ violation: ViolationView, _ sheet: inout Sheet) {
        let part = violation.part.map { "part \($0 + 1): " } ?? ""
        // Not every rule measures something.
        let allowed = violation.allowed.isEmpty ? "" : "allowed: \(violation.allowed)"
        let numbers = [violation.measured, allowed].filter { !$0.isEmpty }.joined(separator: "; ")
        sheet.line([
            Table.Cell(sheet.palette.isUnicode ? "  ✗" : "  x", .bad), Table.Cell(part + violation.message),
            Table.Cell(numbers.isEmpty ? "" : "(\(numbers))", .faint),
        ])
        if let next = violation.next { sheet.line([Table.Cell("    →"), Table.Cell(next, .accent)]) }
    }
}
