import Glibc
import Logging
import SMMAccounts
import SMMAdapterKit
import SMMConfig
import SMMControl
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMTransport

extension DaemonCore {
    /// The credential of the service manager that holds the vault's keys.
    static let keyCredential = "smmd.key"

    /// The vault, under the key the service manager handed over, else under one in the state folder.
    ///
    /// - Throws: `DaemonFailure` 78 when the keys cannot be read.
    static func openVault(
        _ database: any Database, _ configuration: Configuration, _ options: DaemonOptions
    ) throws -> Vault {
        var store: any KeyStore = FileKeyStore(path: configuration.stateDirectory + "/vault.key")
        if let folder = options.credentials {
            let handed = "\(folder)/\(keyCredential)"
            if access(handed, F_OK) == 0 { store = CredentialKeyStore(path: handed) }
        }
        do {
            return try Vault(database: database, store: store, clock: options.clock)
        } catch {
            throw DaemonFailure(
                .configuration,
                "The keys of the vault cannot be used: \(error.message)\n"
                    + "Mend or restore \(store.place); without it accounts must be connected again.")
        }
    }

    /// This many bytes that nobody can guess.
    static let randomBytes: @Sendable (Int) -> [UInt8] = { count in
        var random = SystemRandomNumberGenerator()
        return (0..<max(0, count)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    static func keeperParts(
        _ database: any Database, _ vault: Vault, _ adapters: AdapterRegistry, _ directory: AccountDirectory,
        _ transport: NetworkTransport, _ options: DaemonOptions, _ ids: IDSource, _ held: HoldRelay, _ due: DueRelay,
        _ logger: Logger
    ) -> KeeperParts {
        KeeperParts(
            database: database, vault: vault, adapter: { adapters.adapter($0) },
            account: { directory.account($0) }, context: connectContext(adapters, transport, options.clock),
            clock: options.clock, ids: ids,
            jitter: { RefreshPlan.jitter(of: $0) }, isCopy: { held.isCopy }, placed: { held.placed($0) },
            noticeRaised: { due.notice() }, reached: options.renewal, logger: logger)
    }

    private static func connectContext(
        _ adapters: AdapterRegistry, _ transport: NetworkTransport, _ clock: any TimeSource
    ) -> @Sendable (String) -> ConnectContext? {
        { platform in
            adapters.manifest(platform).map {
                ConnectContext(clock: clock, transport: transport, manifest: $0, random: randomBytes)
            }
        }
    }

    /// Lifts the holds of accounts that waited for a key which is here by now.
    func liftUnlocked() async throws {
        let now = options.clock.now
        let holds = try await database.write { [vault] tx in
            try UnlockedHolds.lift(vault, by: .system(via: "vault"), now: now, in: tx)
        }
        guard !holds.isEmpty else { return }
        signal.signal()
        Self.releasing(engine)(holds)
    }

    /// Tells of credentials that an earlier run was about to take back when it was killed. On a copy nobody is told: the
    /// original has dealt with them. They stay noted for a start after the copy was put in service, since a copy whose
    /// log is gone has no other original.
    func tellUnrevoked() async throws {
        guard !HoldRelay.isCopy(engine.gate) else { return }
        let (ids, now) = (self.ids, options.clock.now)
        let left = try await database.write { tx in try PendingRevocation.tellLeft(ids, now: now, in: tx) }
        for name in left.unreadable {
            logger.error(
                "What an earlier run noted of a credential to be taken back could not be read; a notice tells what is known.",
                metadata: ["fact": "\(name)"])
        }
        if left.count > 0 { noticeRaised() }
    }

    /// Takes holds that were released out of the gate, and lets go what waited for them.
    private static func releasing(_ engine: PublishEngine) -> @Sendable ([HoldID]) -> Void {
        { holds in
            for hold in holds { engine.gate.release(hold) }
            Task { await engine.dispatcher.due() }
        }
    }

    /// What connecting accounts takes.
    func connectParts() -> ConnectParts {
        ConnectParts(
            vault: vault, keeper: keeper, adapter: { [adapters] in adapters.adapter($0) },
            context: Self.connectContext(adapters, transport, options.clock),
            reading: { [adapters, transport, media, clock = options.clock] account, credential in
                adapters.manifest(for: account).map {
                    AdapterContext(
                        clock: clock, transport: transport, media: media, steps: NoSteps(), manifest: $0
                    ).with(credential)
                }
            },
            random: Self.randomBytes, door: door.map { $0.setup.url },
            released: Self.releasing(engine))
    }
}
