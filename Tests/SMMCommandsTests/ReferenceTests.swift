import SMMCommands
import SMMModel
import Testing

@Suite("The reference page")
struct ReferenceTests {
    @Test("docs/smmctl.md is what smmctl says of itself, no line wider than 100 columns")
    func page() async {
        var page = Self.introduction
        for status in ExitStatus.allCases { page += "| \(status.rawValue) | \(status.meaning) |\n" }
        let commands = await Self.commands([])
        #expect(commands.count > 50)
        let common = commands.lazy.compactMap { Self.block("COMMON OPTIONS:", of: $0.help) }.first ?? ""
        page += "\n## Common options\n\nEvery command takes these.\n\n```text\n\(common)\n```\n\n## Commands\n"
        for command in commands {
            #expect(command.help.split(separator: "\n").allSatisfy { TextColumns.of($0) <= 100 }, "\(command.path)")
            page += "\n### smmctl \(command.path.joined(separator: " "))\n\n```text\n\(Self.own(command.help))\n```\n"
        }
        Snapshot.check(page, path: Self.root + "/docs/smmctl.md")
    }

    @Test("the examples name networks that come with smmd, and give nothing a name that the command line keeps")
    func examples() async {
        let help = await Self.commands([]).map(\.help).joined(separator: "\n")
        let networks =
            help.matches(of: /--(?:variant|option) ([a-z]+)[.=]/).map(\.1)
            + help.matches(of: /account add ([a-z]+)/).map(\.1)
        #expect(networks.count > 3 && Set(networks) == ["site", "mastodon", "bluesky"])
        let names = help.matches(of: /(?:group add|--name|--to) ([a-z]+)/).map(\.1)
        #expect(names.count > 3 && Set(names).isDisjoint(with: ["all", "last", "none", "me", "everywhere"]))
    }

    @Test("completions name the commands")
    func completions() async {
        let console = Console()
        let status = await CommandRunner.run(["completions", "bash"], terminal: console.terminal())
        #expect(status == 0)
        #expect(console.output.contains("resolve"))
    }

    @Test(
        "help and a group by itself are shown with common options before them, too",
        arguments: [["help"], ["help", "post"], ["post"], ["account"], ["post", "--help"], ["--help"]])
    func optionsBeforeHelp(_ words: [String]) async {
        let (bare, led) = (Console(), Console())
        let status = await CommandRunner.run(words, terminal: bare.terminal())
        let same = await CommandRunner.run(["--socket", "/nowhere", "--brand=x"] + words, terminal: led.terminal())
        #expect(status == same)
        #expect((bare.output + bare.error).contains("USAGE: smmctl"))
        #expect(led.output == bare.output && led.error == bare.error)
    }

    private static let introduction = """
        # smmctl

        The command line of smmd. This page is made from what `smmctl --help` and `smmctl help COMMAND` print; a test \
        keeps the two the same.

        `smmctl` alone shows how everything stands. `list` may be written `ls`, `delete` and `remove` may be written \
        `rm`; `smmctl post "text"` is `smmctl post create "text"`. The common options may stand before the command, too.

        Data goes to standard output; questions, remarks, progress and errors go to standard error. Colour is used only \
        on a terminal and never with `NO_COLOR` set. Everything that came from elsewhere is made harmless before it is \
        printed; with `--format json` the same characters are written as `\\u` escapes. JSON is the daemon's own, with \
        its `version`, and errors are problem+json on standard error.

        Acts on more than five things ask first. Without a terminal there is nobody to ask: they end with status 2 and \
        the command to type, which is the same with `--yes`.

        ## Environment

        | variable | meaning |
        |---|---|
        | `SMM_SOCKET` | the control socket, `/run/smmd/smmd.sock` when not set |
        | `SMM_HOST` | another machine, as with `--host` |
        | `SMM_BRAND` | the brand, as with `--brand`; goes before the one kept by `brand use` |
        | `SMM_TIMEOUT` | how many seconds an answer may take, 30 when not set (a backup: an hour) |
        | `NO_COLOR` | no colour |

        The brand chosen with `smmctl brand use` is kept in `$XDG_CONFIG_HOME/smmctl/brand` \
        (`~/.config/smmctl/brand`).

        ## Exit status

        | status | meaning |
        |---|---|

        """

    /// Every visible command below `path` with its help.
    private static func commands(_ path: [String]) async -> [(path: [String], help: String)] {
        let help = await help(path)
        var result = path.isEmpty ? [] : [(path: path, help: help)]
        for line in block("SUBCOMMANDS:", of: help)?.split(separator: "\n").dropFirst() ?? [] {
            guard line.hasPrefix("  "), !line.hasPrefix("   "),
                let name = line.split(whereSeparator: { $0 == " " || $0 == "," }).first
            else { continue }
            result += await commands(path + [String(name)])
        }
        return result
    }

    /// The block of `help` that begins with the line `title`.
    private static func block(_ title: String, of help: String) -> String? {
        blocks(help).first { $0.hasPrefix(title + "\n") }
    }

    /// What the command says of itself alone: without what every command takes.
    private static func own(_ help: String) -> String {
        blocks(help).filter { !$0.hasPrefix("COMMON OPTIONS:") }
            .map { block in
                block.split(separator: "\n", omittingEmptySubsequences: false)
                    .filter { !$0.hasPrefix("  --version  ") && !$0.hasPrefix("  -h, --help  ") }
                    .joined(separator: "\n")
            }
            .filter { $0 != "OPTIONS:" && !$0.hasPrefix("  See 'smmctl help") }.joined(separator: "\n\n")
    }

    private static func blocks(_ help: String) -> [String] {
        var blocks: [[Substring]] = [[]]
        for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
        }
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }

    private static func help(_ command: [String]) async -> String {
        let console = Console()
        _ = await CommandRunner.run(command + ["--help"], terminal: console.terminal())
        return console.output
    }

    /// The folder of the repository: two above these tests, also where they are linked to.
    private static var root: String {
        let parts = Snapshot.realFolder.split(separator: "/").dropLast(2)
        return "/" + parts.joined(separator: "/")
    }
}
