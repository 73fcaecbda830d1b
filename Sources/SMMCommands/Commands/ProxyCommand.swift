import ArgumentParser
import SMMAPIClient

/// `proxy`: joins standard input and output to the control socket; the other end of `--host`.
struct ProxyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy", abstract: "Joins standard input and output to the control socket (for --host).",
        shouldDisplay: false)

    @Option(help: "The control socket.") var socket: String?

    func run() throws {
        let terminal = CommandRunner.terminal
        let variable = terminal.variables["SMM_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        try SocketRelay.run(path: socket ?? variable ?? ClientEndpoint.defaultSocket, input: 0, output: 1)
    }
}
