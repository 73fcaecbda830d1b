import ArgumentParser
import SMMAPI

/// What a post says, to whom, in which forms.
struct PostContentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Takes the text from a file; `-` is standard input.", valueName: "path"))
    var file: String?

    @Option(help: ArgumentHelp("A photo or video; as often as there are media.", valueName: "path"))
    var media: [String] = []

    @Option(help: ArgumentHelp("What the medium before it shows, for those who do not see it.", valueName: "text"))
    var alt: [String] = []

    @Option(help: ArgumentHelp("One part of a thread from a file; media after it belong to it.", valueName: "path"))
    var part: [String] = []

    @Flag(help: "The text is a thread: lines of `---` part it.") var thread = false

    @Option(help: ArgumentHelp("Accounts or groups; commas part several.", valueName: "names")) var to: [String] = []

    @Option(
        help: ArgumentHelp("Another text on one network; `@` before it names a file.", valueName: "network=text|@path"))
    var variant: [String] = []

    @Option(help: ArgumentHelp("An option of one network.", valueName: "network.name=value"))
    var option: [String] = []

    @Option(help: ArgumentHelp("The language of the text, e.g. de.", valueName: "tag")) var language: String?

    /// The targets, each once, in order.
    var targets: [String] {
        var seen: Swift.Set<String> = []
        return to.flatMap { $0.split(separator: ",").map(String.init) }.filter { seen.insert($0).inserted }
    }

    /// The parts as typed; nil when neither text nor media were given.
    func localPost(text: String?, _ terminal: Terminal) throws(CommandFailure) -> LocalPost? {
        let sources = [text != nil, file != nil, !part.isEmpty].filter { $0 }.count
        guard sources <= 1 else {
            throw CommandFailure.usage(
                "text-twice", "The text is given more than once.", allowed: "one of: an argument, --file, --part",
                next: "smmctl post create --help")
        }
        var ordered = try ArgumentOrder.parts(ArgumentOrder.items(CommandRunner.arguments))
        let first = ordered.removeFirst().media
        if !ordered.isEmpty {
            ordered[0].media = first + ordered[0].media
            var parts: [LocalPost.Part] = []
            for (file, media) in ordered {
                parts.append(LocalPost.Part(text: try TextSource.file(file ?? "-", terminal), media: media))
            }
            return LocalPost(parts: parts)
        }
        var whole = text
        if let file { whole = try TextSource.file(file, terminal) }
        if text == "-" { whole = try TextSource.file("-", terminal) }
        guard whole != nil || !first.isEmpty else { return nil }
        var parts = (thread ? TextSource.split(whole ?? "") : [whole ?? ""]).map { LocalPost.Part(text: $0) }
        parts[0].media = first
        return LocalPost(parts: parts)
    }

    /// What differs, by network; nil when nothing does.
    func variants(_ terminal: Terminal) throws(CommandFailure) -> [String: VariantDraft]? {
        var result: [String: VariantDraft] = [:]
        for text in variant {
            let (platform, value) = try Pairs.split(text, option: "--variant")
            guard result[platform]?.text == nil else {
                throw CommandFailure.usage("option-repeated", "\(platform) has two variants.", given: text)
            }
            let words = value.hasPrefix("@") ? try TextSource.file(String(value.dropFirst()), terminal) : value
            result[platform, default: VariantDraft()].text = words
        }
        for text in option {
            let (path, value) = try Pairs.split(text, option: "--option")
            guard let dot = path.firstIndex(of: "."), dot > path.startIndex, path.index(after: dot) < path.endIndex
            else {
                throw CommandFailure.usage(
                    "option-invalid", "--option names a network, a dot and an option of it.", given: text,
                    allowed: "network.name=value", next: "smmctl platform list")
            }
            let (platform, name) = (String(path[..<dot]), String(path[path.index(after: dot)...]))
            result[platform, default: VariantDraft()].options = (result[platform]?.options ?? [:])
                .merging([name: value]) { $1 }
        }
        return result.isEmpty ? nil : result
    }
}
