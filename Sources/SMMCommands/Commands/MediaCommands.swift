import ArgumentParser
import SMMAPI
import SMMModel

/// `media`: photos and videos in the stock.
struct MediaCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "media", abstract: "Photos and videos in the stock.",
        subcommands: [Add.self, Show.self, MediaProbe.self, MediaPreview.self])

    struct Add: Change {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Takes photos or videos into the brand's stock.",
            discussion: """
                The same bytes are kept once. An alt text belongs to the file before it.

                EXAMPLE
                  smmctl media add harbour.jpg --alt "A red boat on calm water"
                """)

        @Argument(help: "The files.") var files: [String]
        @Option(help: "What the picture shows; for one file.") var alt: String?
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func validate() throws {
            guard alt == nil || files.count == 1 else {
                throw ValidationError("--alt goes with one file; add the files one by one.")
            }
        }

        func run(_ session: Session) async throws {
            try session.confirm(count: files.count, "\(files.count) files are taken in.")
            let brand = try await session.brandName(nil)
            let upload = MediaUpload(session: session, brand: brand)
            let assets = try await upload.send(files.map { LocalPost.Medium(path: $0, alt: alt) })
            for file in files {
                guard let answer = assets[file] else { continue }
                session.show(answer, ids: [answer.value.id.description]) { asset, sheet in
                    let size = asset.width.flatMap { width in asset.height.map { ", \(width) × \($0)" } } ?? ""
                    sheet.line(
                        "\(asset.id) in brand \(asset.brand.name): \(asset.type)\(size), \(ByteText.of(asset.byteCount))"
                    )
                }
            }
        }
    }

    struct Show: Act {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one asset.")

        @Argument(help: "The asset's id.") var asset: String
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<AssetView> = try await session.call(.showMedia, path: ["asset": asset])
            session.show(answer, ids: [answer.value.id.description]) { asset, sheet in
                sheet.fields([
                    ("Asset", asset.id.description), ("Brand", asset.brand.name), ("Type", asset.type),
                    ("Size", ByteText.of(asset.byteCount)),
                    ("Pixels", asset.width.flatMap { width in asset.height.map { "\(width) × \($0)" } }),
                    ("Alt", asset.alt), ("SHA-256", asset.sha256),
                    ("Came in", When.full(asset.createdAt, now: session.terminal.now())),
                ])
            }
        }
    }
}
