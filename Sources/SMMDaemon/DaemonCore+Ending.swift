import Logging
import SMMConfig
import SMMDatabase
import SMMDatabaseSQLite
import SMMPublishing
import SMMSystemd
import SMMTransport

extension DaemonCore {
    /// The round trip that proves the daemon alive: through the dispatcher and the database.
    func probe() async throws {
        _ = await engine.dispatcher.flying
        try database.verifyIdentity()
        _ = try await database.read { tx in try tx.first("SELECT 1") { try $0.int64(0) } }
    }

    /// Closes what is open, in order: wheel, network, database.
    package func close() async {
        alarms.stop()
        do {
            // What is damaged is left as it is.
            if !fatal.isTold { try await engine.markAlive() }
        } catch {
            logger.error("The daemon could not note when it stopped.", metadata: ["error.code": "\(error)"])
        }
        do {
            try await transport.shutdown()
        } catch {
            logger.error("The network could not be closed cleanly.", metadata: ["error.code": "\(error)"])
        }
        await database.close()
    }

    /// What an error that ended a service means for the daemon.
    func failure(_ error: any Error) -> DaemonFailure {
        if let failure = error as? DaemonFailure { return failure }
        if let failure = error as? DatabaseFailure { return Self.failure(failure, configuration, options) }
        return DaemonFailure(.failure, "\(error)")
    }

    /// What a failure of the database means for the daemon, with the newest good backup where one is of use.
    static func failure(
        _ failure: DatabaseFailure, _ configuration: Configuration, _ options: DaemonOptions
    ) -> DaemonFailure {
        DaemonFailure(failure, at: DatabasePlace(configuration, options, after: failure.code))
    }
}
