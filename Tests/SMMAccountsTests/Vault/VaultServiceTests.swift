import Logging
import SMMAccounts
import SMMModel
import SMMTestSupport
import Testing

@Suite("What people do with the vault")
struct VaultServiceTests {
    @Test("where an administrator makes the keys, the command that changes them names the script that is installed")
    func namesScript() async throws {
        for (given, named) in [
            ("/usr/local/lib/smmd/make-credential", "/usr/local/lib/smmd/make-credential"),
            (nil, "/usr/lib/smmd/make-credential"),
        ] {
            try await withTemporaryFolder { folder in
                try await Office.open { office in
                    let file = folder + "/smmd.key"
                    _ = try FileKeyStore(path: file).load()
                    let clock = FixedClock()
                    let vault = try Vault(
                        database: office.database, store: CredentialKeyStore(path: file), clock: clock)
                    let keeper = CredentialKeeper(
                        KeeperParts(
                            database: office.database, vault: vault, adapter: { _ in nil }, account: { _ in nil },
                            context: { _ in nil }, clock: clock, ids: IDSource(clock: clock),
                            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
                    let service = VaultService(
                        office.context, vault: vault, keeper: keeper, random: { _ in [] }, keyScript: given)
                    for (forgets, option) in [(false, "--rotate"), (true, "--forget-former")] {
                        let problem = await #expect(throws: Problem.self) {
                            try await service.rotate(Office.root, forgetsFormer: forgets)
                        }
                        #expect(problem?.code.rawValue == "vault-key-given")
                        #expect(problem?.next == "sudo \(named) \(option) && sudo systemctl restart smmd")
                    }
                }
            }
        }
    }
}
