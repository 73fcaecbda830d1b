import ArgumentParser
import SMMBuiltinAdapters
import SMMDaemon
import SMMTransport

/// The daemon's command line: where things are. Everything else is configuration.
@main
struct Smmd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smmd", abstract: "The social-media manager's daemon.", version: DaemonCore.release,
        subcommands: [Serve.self, Restore.self], defaultSubcommand: Serve.self)

    /// Runs until it is told to stop.
    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the daemon.")

        @Option(help: "The folder of smmd.yaml and its companions.")
        var config = DaemonOptions.standardConfiguration
        @Option(help: "The folder of the daemon's state, instead of the configured one.") var state: String?
        @Option(help: "The control socket, instead of the configured one; a socket handed over goes before.")
        var socket: String?
        @Option(help: "The socket behind which pictures are parsed; without it, a program is started for each.")
        var mediaSocket: String?
        @Option(help: "The folder sites are written below, instead of the configured one.") var site: String?

        func run() async throws {
            let options = DaemonOptions(
                configuration: config, state: state, socket: socket, site: site, shipped: ShippedFiles.platforms(),
                mediaProgram: ShippedFiles.mediaProgram(), mediaSocket: mediaSocket,
                keyScript: ShippedFiles.keyScript(),
                adapters: BuiltinAdapters.all(asking: TextRecords()))
            throw ExitCode(await Daemon.run(options))
        }
    }

    /// Puts a backup in place of the database while the daemon is stopped.
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Put a backup in place of the database; the daemon must be stopped, and then starts with all held.")

        @Argument(help: "The backup file.") var file: String
        @Option(help: "The folder of smmd.yaml and its companions.")
        var config = DaemonOptions.standardConfiguration
        @Option(help: "The folder of the daemon's state, instead of the configured one.") var state: String?

        func run() async throws {
            let options = DaemonOptions(configuration: config, state: state, adapters: BuiltinAdapters.all)
            throw ExitCode(await Daemon.restore(file, options))
        }
    }
}
