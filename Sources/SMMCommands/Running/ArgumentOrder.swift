/// The order of `--media`, `--alt` and `--part` as typed, which the parser does not keep: an alt text belongs to the
/// medium before it, a medium to the part before it.
enum ArgumentOrder {
    /// One of the options that belong together.
    enum Item: Equatable {
        case media(String)
        case alt(String)
        case part(String)
    }

    /// The options in order. The parser has accepted the arguments before: every option here has its value.
    static func items(_ arguments: [String]) -> [Item] {
        var items: [Item] = []
        var rest = arguments[...]
        while let word = rest.popFirst(), word != "--" {
            let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let make = maker(halves[0]) else { continue }
            if halves.count == 2 {
                items.append(make(halves[1]))
            } else if let value = rest.popFirst() {
                items.append(make(value))
            }
        }
        return items
    }

    /// The parts' files with their media, the first without a file for what stands before any `--part`. Throws a
    /// usage failure for an alt text that belongs to nothing.
    static func parts(_ items: [Item]) throws(CommandFailure) -> [(file: String?, media: [LocalPost.Medium])] {
        var parts: [(file: String?, media: [LocalPost.Medium])] = [(nil, [])]
        for item in items {
            let last = parts.count - 1
            switch item {
            case .part(let file): parts.append((file, []))
            case .media(let path): parts[last].media.append(LocalPost.Medium(path: path))
            case .alt(let text):
                guard let medium = parts[last].media.last, medium.alt == nil else {
                    throw CommandFailure.usage(
                        "alt-without-media",
                        parts[last].media.isEmpty
                            ? "An alt text stands before any medium; it belongs to the one before it."
                            : "A medium has two alt texts; each belongs to the medium before it.",
                        given: text, allowed: "--media FILE --alt TEXT --media FILE --alt TEXT",
                        next: "smmctl post create --help")
                }
                parts[last].media[parts[last].media.count - 1].alt = text
            }
        }
        return parts
    }

    private static func maker(_ option: String) -> ((String) -> Item)? {
        switch option {
        case "--media": { .media($0) }
        case "--alt": { .alt($0) }
        case "--part": { .part($0) }
        default: nil
        }
    }
}
