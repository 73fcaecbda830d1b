import ArgumentParser
import SMMModel
import SMMText

/// Puts the words a person typed into the order the parser wants: common options may stand before the command,
/// `smmctl post "text"` is `post create`, and a misspelt command is met by the nearest one.
enum ArgumentShape {
    /// The arguments in order; throws a usage failure for an unknown command.
    static func shape(_ arguments: [String], root: any ParsableCommand.Type) throws(CommandFailure) -> [String] {
        let (leading, rest) = split(arguments)
        var command: any ParsableCommand.Type = root
        var path: [String] = []
        var index = rest.startIndex
        while index < rest.endIndex, !command.configuration.subcommands.isEmpty {
            let word = rest[index]
            if word.hasPrefix("-") && word != "-" { break }
            if word == "help" { return try help(path, about: rest[(index + 1)...], root: root) }
            if let next = child(of: command, named: word) {
                path.append(word)
                command = next
                index += 1
                continue
            }
            if path == ["post"] {
                try refuseNearMiss(word, of: command)
                path.append("create")
                break
            }
            throw unknown(word, of: command, path: path)
        }
        if path == ["post"], index < rest.endIndex, !["-h", "--help"].contains(rest[index]) { path.append("create") }
        // A group by itself only shows what it holds, and so does the whole; the common options are their commands'.
        let isGroup =
            path.isEmpty
            ? index < rest.endIndex && ["-h", "--help", "--version"].contains(rest[index])
            : !Self.command(path, root: root).command.configuration.subcommands.isEmpty
        let shaped = path + (isGroup ? [] : leading) + rest[index...]
        try SecretWord.refuse(shaped, of: Self.command(shaped, root: root).command)
        try DashedWord.refuse(shaped)
        return shaped
    }

    /// `help post create`, and `post help create` as well; the parser would show the help of the last word it knows.
    private static func help(
        _ path: [String], about words: ArraySlice<String>, root: any ParsableCommand.Type
    ) throws(CommandFailure) -> [String] {
        let words = path + words
        var command = root
        for (index, word) in words.enumerated() where !word.hasPrefix("-") && word != "help" {
            guard let next = child(of: command, named: word) else {
                throw unknown(word, of: command, path: Array(words[..<index]))
            }
            command = next
        }
        return ["help"] + words
    }

    /// The command that shaped arguments name, or the default one, and what is left for it.
    static func command(
        _ arguments: [String], root: any ParsableCommand.Type
    ) -> (command: any ParsableCommand.Type, rest: [String]) {
        var command: any ParsableCommand.Type = root
        var rest = arguments[...]
        while let word = rest.first, let next = child(of: command, named: word) {
            command = next
            rest.removeFirst()
        }
        return (command.configuration.defaultSubcommand ?? command, Array(rest))
    }

    /// The common options before the first word, and everything from that word on.
    private static func split(_ arguments: [String]) -> (leading: [String], rest: ArraySlice<String>) {
        var leading: [String] = []
        var index = 0
        while index < arguments.count {
            let word = arguments[index]
            let name = word.prefix { $0 != "=" }
            if CommonOptions.flags.contains(word) || (word.contains("=") && CommonOptions.valued.contains(String(name)))
            {
                leading.append(word)
                index += 1
            } else if CommonOptions.valued.contains(word), index + 1 < arguments.count {
                leading += arguments[index...index + 1]
                index += 2
            } else {
                break
            }
        }
        return (leading, arguments[index...])
    }

    private static func child(
        of command: any ParsableCommand.Type, named word: String
    ) -> (any ParsableCommand.Type)? {
        command.configuration.subcommands.first { names(of: $0).contains(word) }
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command._commandName] + command.configuration.aliases
    }

    private static func visible(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    }

    /// A single word close to a command's name is a slip of the finger, not something to publish.
    private static func refuseNearMiss(
        _ word: String, of command: any ParsableCommand.Type
    ) throws(CommandFailure) {
        guard !word.contains(" "), let near = NearestName.find(word, in: visible(command).flatMap(names)) else {
            return
        }
        throw CommandFailure.usage(
            "command-unknown", "There is no command “post \(word)”; it looks like “post \(near)”. Nothing was posted.",
            given: word, allowed: visible(command).map { $0._commandName }.joined(separator: ", "),
            next: "smmctl post \(near)   (to post the word itself: smmctl post create \(Shell.quote(word)))")
    }

    private static func unknown(
        _ word: String, of command: any ParsableCommand.Type, path: [String]
    ) -> CommandFailure {
        let whole = (path + [word]).joined(separator: " ")
        let known = visible(command)
        let list = known.map { $0._commandName }.joined(separator: ", ")
        let prefix = (["smmctl"] + path).joined(separator: " ")
        guard let near = NearestName.find(word, in: known.flatMap(names)) else {
            return CommandFailure.usage(
                "command-unknown", "There is no command “\(whole)”.", given: word,
                allowed: list.isEmpty ? nil : list, next: "\(prefix) --help")
        }
        return CommandFailure.usage(
            "command-unknown", "There is no command “\(whole)”; did you mean “\(near)”?", given: word,
            allowed: list, next: "\(prefix) \(near)")
    }
}
