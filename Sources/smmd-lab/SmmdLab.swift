import ArgumentParser

/// The daemon's own code with what harnesses and benchmarks need around it; never installed.
@main
struct SmmdLab: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smmd-lab", abstract: "Harness and benchmarks of smmd.",
        subcommands: [
            Serve.self, Network.self, OpenNetworks.self, KillRun.self, Fill.self, Bare.self, Idle.self, Wheel.self,
            VaultRotation.self,
        ])
}
