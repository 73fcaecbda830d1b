import ArgumentParser
import SMMDoor

/// The door's command line: where things are. Everything else it asks smmd.
@main
struct SmmdDoor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smmd-door",
        abstract: "The one part of smmd that faces the internet; it stands behind a reverse proxy.")

    @Option(help: "The socket at which smmd answers its door.") var desk = DoorOptions.standardDesk
    @Option(help: "The user smmd runs as.") var daemonUser = "smmd"
    @Option(help: "The address to listen on, where no socket is handed over.") var listen = "127.0.0.1:8484"

    func run() async throws {
        throw ExitCode(await Door.run(DoorOptions(desk: desk, daemonUser: daemonUser, listen: listen)))
    }
}
