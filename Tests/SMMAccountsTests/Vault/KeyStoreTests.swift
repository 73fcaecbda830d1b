import Foundation
import Glibc
import SMMAccounts
import SMMModel
import SMMTestSupport
import Testing

@Suite("Where the vault's keys are kept")
struct KeyStoreTests {
    @Test("the first start makes a key for the owner alone, and every later one finds the same")
    func firstStart() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/vault.key"
            let first = try FileKeyStore(path: path).load()
            let second = try FileKeyStore(path: path).load()
            #expect(second == first)
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o400)
            #expect(status.st_size == 32)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["vault.key"])
        }
    }

    @Test("of two first starts at once both come to the same key")
    func race() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/vault.key"
            let other = VaultKey.random()
            // The other start comes in between the look and the write.
            let store = FileKeyStore(path: path) {
                _ = try? FileKeyStore(path: path, makeKey: { other }).load()
                return .random()
            }
            let found = try store.load().current
            #expect(found == other)
        }
    }

    @Test("a file that others can read, of a wrong length, or behind a link is refused by name")
    func refused() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/vault.key"
            let bytes = [UInt8]((0..<32).map { UInt8($0) })
            func expect(_ part: String) {
                let failure = #expect(throws: VaultFailure.self) { try FileKeyStore(path: path).load() }
                #expect(failure?.code == .unreadable)
                #expect(failure?.message.contains(part) == true, "\(failure?.message ?? "")")
            }
            _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
            chmod(path, 0o640)
            expect("chmod 0400")
            chmod(path, 0o600)
            #expect(throws: Never.self) { try FileKeyStore(path: path).load() }
            try FileManager.default.removeItem(atPath: path)
            for count in [0, 31, 33, 9 * 32] {
                _ = FileManager.default.createFile(atPath: path, contents: Data(repeating: 1, count: count))
                chmod(path, 0o600)
                expect(path)
                try FileManager.default.removeItem(atPath: path)
            }
            _ = FileManager.default.createFile(atPath: folder + "/real", contents: Data(bytes))
            chmod(folder + "/real", 0o600)
            symlink(folder + "/real", path)
            expect(path)
        }
    }

    @Test("a ring keeps its order, the current key first, each once, and no more than eight")
    func ring() throws {
        let keys = (0..<10).map { _ in VaultKey.random() }
        let ring = KeyRing(keys[0], former: [keys[1], keys[0]] + keys[2...])
        #expect(ring.keys.map(\.id) == keys.prefix(8).map(\.id))
        #expect(ring[keys[3].id] == keys[3])
        #expect(ring[keys[9].id] == nil)
    }

    @Test("a key shows its id and nothing else")
    func veiled() {
        let bytes = [UInt8]((0..<32).map { UInt8($0 + 65) })
        let key = VaultKey(bytes: bytes)
        let shown =
            "\(String(describing: key)) \(String(reflecting: key)) \(Mirror(reflecting: key as Any).children.map { "\($0)" })"
        #expect(!shown.contains("ABCD"))
        #expect(shown.contains(key?.id ?? "none"))
    }
}
