import ArgumentParser
import SMMAPI
import SMMModel

/// `platform`: the networks smmd speaks to.
struct PlatformCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "platform", abstract: "Networks smmd speaks to, and what each allows.",
        subcommands: [List.self, Show.self])

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the networks.", aliases: ["ls"])

        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<SMMAPI.Page<PlatformView>> = try await session.call(.listPlatforms)
            session.show(answer, ids: answer.value.items.map(\.platform)) { page, sheet in
                var table = Table([
                    .text("NAME"), .text("TITLE"), .text("CLASS"), .number("TEXT"), .number("MEDIA"),
                    .flexible("ALSO"),
                ])
                for item in page.items {
                    table.rows.append([
                        Table.Cell(item.platform, .strong), Table.Cell(item.title), Table.Cell(item.guarantee),
                        Table.Cell(item.limits.maximumText.map { "\($0)" } ?? "any"),
                        Table.Cell("\(item.limits.maximumMedia)"),
                        Table.Cell(item.capabilities.joined(separator: ", ")),
                    ])
                }
                sheet.table(table)
            }
        }
    }

    struct Show: Act {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Shows one network: limits, settings of an account, options of a post.")

        @Argument(help: "The network's name.") var platform: String
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<SMMAPI.Page<PlatformView>> = try await session.call(.listPlatforms)
            guard let item = answer.value.items.first(where: { $0.platform == platform }) else {
                throw CommandFailure(
                    .notFound("platform", platform, next: "smmctl platform list"))
            }
            let narrowed = Answer(value: item, body: try Self.only(item))
            session.show(narrowed, ids: [item.platform]) { Self.draw($0, &$1) }
        }

        private static func only(_ item: PlatformView) throws -> [UInt8] { Array(try WireJSON.encode(item)) }

        private static func draw(_ item: PlatformView, _ sheet: inout Sheet) {
            let limits = item.limits
            sheet.fields([
                ("Network", "\(item.platform) – \(item.title)"), ("Guarantee", "class \(item.guarantee)"),
                ("Text", limits.maximumText.map { "at most \($0) \(limits.textUnit)" } ?? "any length"),
                ("Parts", limits.maximumParts.map { "at most \($0)" } ?? "any number"),
                ("Media", "at most \(limits.maximumMedia) a part\(limits.requiresAlt ? ", each with alt text" : "")"),
                ("Types", limits.mediaTypes.joined(separator: ", ")),
                ("Also", item.capabilities.joined(separator: ", ")),
                ("Source", "\(item.source) (checked \(item.checked))"),
            ])
            settings(
                "Settings of an account (smmctl account add \(item.platform) --set name=value)", item.settings, &sheet)
            settings("Options of a post (--option \(item.platform).name=value)", item.options, &sheet)
        }

        private static func settings(_ title: String, _ settings: [SettingView], _ sheet: inout Sheet) {
            guard !settings.isEmpty else { return }
            sheet.heading(title)
            var table = Table([
                .text("NAME"), .text("NEEDED"), .text("STANDARD"), .text("ALLOWED"), .flexible("WHAT FOR"),
            ])
            for setting in settings {
                table.rows.append([
                    Table.Cell(setting.name, .strong), Table.Cell(setting.required ? "yes" : "no"),
                    Table.Cell(setting.standard ?? "–"),
                    Table.Cell(setting.allowed.isEmpty ? "any" : setting.allowed.joined(separator: "|")),
                    Table.Cell(setting.help),
                ])
            }
            sheet.table(table)
        }
    }
}
