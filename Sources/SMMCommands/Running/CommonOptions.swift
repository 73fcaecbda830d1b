import ArgumentParser

/// The options every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The control socket. [env: SMM_SOCKET] (default: /run/smmd/smmd.sock)", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("Another machine, through ssh: ssh://user@server[:port].", valueName: "address"))
    var host: String?

    @Option(
        help: ArgumentHelp(
            "The brand. [env: SMM_BRAND] (default: the one chosen with `smmctl brand use`, else the only one)",
            valueName: "name"))
    var brand: String?

    @Option(help: ArgumentHelp("`table` for people, `json` for programs.", valueName: "table|json"))
    var format: OutputFormat = .table

    @Flag(name: .shortAndLong, help: "Only ids and names on standard output, no remarks.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Answers every question with yes.")
    var yes = false

    /// The options that take a value and may stand before the command, too.
    static let valued: Set<String> = ["--socket", "--host", "--brand", "--format"]
    /// The flags that may stand before the command, too.
    static let flags: Set<String> = ["-q", "--quiet", "-y", "--yes"]
}
