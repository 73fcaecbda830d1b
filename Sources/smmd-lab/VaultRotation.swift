import ArgumentParser
import Foundation
import SMMDaemon
import SMMLab
import SMMTestSupport

extension SmmdLab {
    /// The vault alone.
    struct VaultRotation: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "vault", abstract: "Measure one rotation of the vault's key.")

        @Option(help: "How many credentials.") var count = 10_000

        func run() async throws {
            let count = self.count
            let bench = try await withTemporaryFolder { folder in
                try await VaultBench.run(count, folder: folder, clock: SystemTime())
            }
            print(String(decoding: try JSONEncoder().encode(bench), as: UTF8.self))
        }
    }
}
