import ArgumentParser
import SMMAPI
import SMMModel

/// `media preview`: what each network would receive of a file.
struct MediaPreview: Act {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Shows what each network would receive of a photo or video.",
        discussion: """
            The daemon makes each picture as it would send it: upright, without what the file tells of its place and its \
            camera, and smaller where the network takes no more. Nothing is kept there. A network stands for a server of \
            its kind as it comes: an account's own server may take more or less. With --output the pictures are written \
            into a folder, one for each network, for which the file is sent once more each; a file that is there already \
            stays.

            EXAMPLES
              smmctl media preview harbour.jpg
              smmctl media preview harbour.jpg --for bluesky --output pictures
            """)

    @Argument(help: "The file.") var file: String
    @Option(name: .customLong("for"), help: "Only this network.") var network: String?
    @Option(help: "The folder to write the pictures into; it must be there.") var output: String?
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let upload = MediaUpload(session: session, brand: try await session.brandName(nil))
        var shown: Answer<MediaPreviewView>
        var written: [String: String] = [:]
        if let network, output != nil {
            shown = try await upload.preview(file, with: network)
            try write(&shown, &written)
        } else {
            shown = try await upload.preview(file, for: network)
            // One after the other: all the pictures in one answer are more than either side wants to hold.
            for one in output == nil ? [] : shown.value.networks.filter(\.isOfPicture) {
                var answer = try await upload.preview(file, with: one.platform)
                try write(&answer, &written)
            }
        }
        session.show(shown, ids: shown.value.networks.map { "\($0.platform) \($0.outcome)" }) { view, sheet in
            Self.draw(view, written, &sheet)
        }
        let networks = shown.value.networks
        if !networks.isEmpty, networks.allSatisfy({ $0.outcome == "refused" }) {
            throw CommandFailure.silent(.refused)
        }
    }

    /// Writes the pictures of an answer into files, and takes them out of it: what went into files is not shown as well.
    private func write(_ answer: inout Answer<MediaPreviewView>, _ written: inout [String: String]) throws {
        guard let output else { return }
        var view = answer.value
        for index in view.networks.indices {
            guard let content = view.networks[index].content else { continue }
            view.networks[index].content = nil
            let one = view.networks[index]
            let path = "\(output)/\(one.platform).\(Self.ending(one.type))"
            guard let bytes = Base64Text.decode(content) else {
                throw CommandFailure.local(
                    "answer-unreadable", "The daemon sent a picture that cannot be read.", given: one.platform)
            }
            try PrivateFile.write(path, bytes)
            written[one.platform] = path
        }
        answer = Answer(value: view, body: Array(try WireJSON.encode(view)))
    }

    private static func draw(_ view: MediaPreviewView, _ written: [String: String], _ sheet: inout Sheet) {
        let size = MediaWords.size(view.width, view.height).map { ", \($0)" } ?? ""
        sheet.line("\(view.type)\(size), \(ByteText.of(view.byteCount))")
        if let removed = MediaWords.list(view.facts?.removed) { sheet.line("Taken out: \(removed)") }
        var table = Table([
            .text("NETWORK"), .text("OUTCOME"), .text("TYPE"), .text("PIXELS"), .number("SIZE"), .flexible("NOTE"),
        ])
        for one in view.networks {
            table.rows.append([
                Table.Cell(one.platform, .strong), Table.Cell(one.outcome), Table.Cell(one.type ?? ""),
                Table.Cell(MediaWords.size(one.width, one.height) ?? ""),
                Table.Cell(one.byteCount.map { ByteText.of($0) } ?? ""),
                Table.Cell(one.reason ?? written[one.platform] ?? ""),
            ])
        }
        sheet.table(table)
    }

    /// How files of a type end.
    private static func ending(_ type: String?) -> String {
        switch type {
        case "image/jpeg": "jpg"
        case "image/png": "png"
        case "image/webp": "webp"
        case "image/gif": "gif"
        default: "bin"
        }
    }
}

extension MediaPreviewNetwork {
    /// Whether a picture would go out, which can come along; videos do not.
    fileprivate var isOfPicture: Bool { outcome != "refused" && type?.hasPrefix("image/") == true }
}
