import SMMAPI
import SMMModel

/// How posts look on a page.
enum PostSheet {
    /// A list of posts.
    static func list(_ posts: [PostSummary], _ sheet: inout Sheet, _ now: Instant) {
        // On a page of several brands an account's name alone says too little.
        let hasManyBrands = Set(posts.map(\.brand.id)).count > 1
        let inUTC = When.hasManyZones(posts.map(\.due))
        // That something is held is never left out.
        var table = Table([
            .key("ID"), .text("BRAND", rank: hasManyBrands ? 6 : 1), .text("STATE"), .text("DUE", rank: 4),
            .text("TO", rank: 3), .flexible("POST", rank: 5), .flexible("HELD"),
        ])
        for post in posts {
            let extras = (post.parts > 1 ? " +\(post.parts - 1)" : "") + (post.media > 0 ? " [\(post.media)]" : "")
            table.rows.append([
                Table.Cell(post.id.description, .strong), Table.Cell(post.brand.name),
                StateLook.cell(post.state, post.waits, palette: sheet.palette, now: now),
                When.cell(post.due, now: now, inUTC: inUTC),
                Table.Cell(names(post.targets.map(\.account.name))), Table.Cell(post.excerpt + extras),
                Table.Cell(post.held.map(\.rawValue).joined(separator: ","), .warning),
            ])
        }
        sheet.table(table)
    }

    /// What was just made or changed.
    static func made(_ post: PostView, _ sheet: inout Sheet, _ now: Instant) {
        sheet.line([
            Table.Cell("Post \(post.id) in brand \(post.brand.name):"),
            state(of: post, sheet.palette, now),
        ])
        deliveries(post, &sheet, now)
    }

    /// Where it goes, when, and how far it is there.
    static func deliveries(_ post: PostView, _ sheet: inout Sheet, _ now: Instant) {
        var table = Table([
            .key("  ACCOUNT"), .text("PLATFORM", rank: 1), .text("STATE"), .text("DUE", rank: 3), .text("IN", rank: 2),
            .flexible("WHERE"),
        ])
        for delivery in post.deliveries {
            let isWaiting = delivery.state == .scheduled
            table.rows.append([
                Table.Cell("  " + delivery.account.name, .strong), Table.Cell(delivery.account.platform),
                StateLook.cell(delivery.state, delivery.waits, palette: sheet.palette, now: now),
                When.cell(delivery.schedule.due, now: now, seconds: isClose(delivery, now)),
                Table.Cell(isWaiting ? When.distance(delivery.schedule.due, now: now) : "", .faint),
                Table.Cell(delivery.url ?? failure(delivery) ?? ""),
            ])
        }
        sheet.table(table)
        for delivery in post.deliveries where delivery.outdated == true {
            sheet.line(
                [
                    Table.Cell(
                        "  \(delivery.account.name) keeps an older text: \(delivery.account.platform) cannot edit what is "
                            + "published.", .warning)
                ])
        }
    }

    /// Everything about one post.
    static func whole(_ post: PostView, _ sheet: inout Sheet, _ session: Session) {
        let now = session.terminal.now()
        sheet.line([
            Table.Cell(post.id.description, .strong), state(of: post, sheet.palette, now),
            Table.Cell("brand \(post.brand.name), by \(post.author)", .faint),
        ])
        parts(post.parts, &sheet)
        for (platform, variant) in post.variants.sorted(by: { $0.key < $1.key }) {
            sheet.heading("On \(platform)")
            parts(variant.parts, &sheet)
            sheet.fields(variant.options.sorted { $0.key < $1.key }.map { (Printable.line($0.key), $0.value) })
        }
        sheet.blank()
        deliveries(post, &sheet, now)
        if !post.holds.isEmpty {
            sheet.heading("Held")
            HoldCommands.draw(post.holds, &sheet, session)
        }
        sheet.blank()
        sheet.fields([
            ("Language", post.language), ("Revision", "\(post.revision.number) (\(post.revision.hash.prefix(12)))"),
            ("Made", When.full(post.createdAt, now: now)), ("Changed", When.full(post.updatedAt, now: now)),
        ])
        sheet.next(post.next)
    }

    /// The text and media of each part.
    static func parts(_ parts: [PartView], _ sheet: inout Sheet) {
        for (index, part) in parts.enumerated() {
            sheet.blank()
            if parts.count > 1 { sheet.line("\(index + 1)/\(parts.count)", .faint) }
            sheet.paragraph(part.text)
            media(part.media, &sheet)
        }
    }

    /// The media of a part, one a line.
    static func media(_ media: [MediaView], _ sheet: inout Sheet) {
        for item in media {
            let pixels = item.width.flatMap { width in item.height.map { ", \(width) × \($0)" } } ?? ""
            sheet.line([
                Table.Cell("  [\(item.type)\(pixels), \(ByteText.of(item.byteCount))]", .faint),
                Table.Cell(item.alt ?? "no alt text", item.alt == nil ? .warning : .plain),
            ])
        }
    }

    /// The cell of a post's state.
    static func state(of post: PostView, _ palette: Palette, _ now: Instant) -> Table.Cell {
        let waits = post.deliveries.lazy.compactMap(\.waits).first
        return StateLook.cell(post.state, waits, palette: palette, now: now)
    }

    private static func names(_ names: [String]) -> String {
        guard names.count > 3 else { return names.joined(separator: ", ") }
        return names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
    }

    /// Seconds are shown where they matter: within a few minutes of now.
    private static func isClose(_ delivery: DeliveryView, _ now: Instant) -> Bool {
        guard let due = delivery.schedule.due?.instant else { return false }
        return (due - now).count.magnitude < 300_000
    }

    private static func failure(_ delivery: DeliveryView) -> String? {
        let failures = delivery.operations.compactMap(\.failure)
        // Of a thread the cause is told, not that the parts behind it did not follow.
        return (failures.last { $0.code != "part-before-failed" } ?? failures.last)?.message
    }
}
