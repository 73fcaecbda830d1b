import ArgumentParser
import SMMAPI
import SMMModel

/// `media probe`: what is in a file.
struct MediaProbe: Act {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "Says what is in a photo or video, and what would be taken out of it.",
        discussion: """
            The file is read to its end by the daemon and not kept. Its name does not count, its content does. Of videos \
            the header alone is read: size, length and coding. What a video tells beside what it shows is taken out when \
            it comes in, and the SHA-256 is that of what is left.

            EXAMPLE
              smmctl media probe harbour.jpg
            """)

    @Argument(help: "The file.") var file: String
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let upload = MediaUpload(session: session, brand: try await session.brandName(nil))
        let answer = try await upload.measure(file)
        session.show(answer, ids: [answer.value.type]) { asset, sheet in
            sheet.fields([
                ("Type", asset.type), ("Size", ByteText.of(asset.byteCount)),
                ("Pixels", MediaWords.size(asset.width, asset.height)), ("Frames", asset.frames.map { "\($0)" }),
                ("Length", asset.milliseconds.map(MediaWords.length)), ("Colours", MediaWords.colours(asset.facts)),
                ("Coding", asset.facts?.codec), ("Taken out", MediaWords.list(asset.facts?.removed)),
                ("SHA-256", asset.sha256),
            ])
        }
    }
}
