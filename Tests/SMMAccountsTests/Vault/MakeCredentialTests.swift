import Glibc
import SMMTestSupport
import Testing

@Suite("The script that makes the vault's credential")
struct MakeCredentialTests {
    private static let script: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        return parts.joined(separator: "/") + "/scripts/make-credential"
    }()

    /// Runs the script with a stand-in for `systemd-creds` that encrypts nothing.
    ///
    /// - Parameters:
    ///   - writes: the most bytes that the stand-in keeps of what it encrypts.
    ///   - started: when the service manager says that the daemon started.
    private func run(
        _ folder: String, _ arguments: [String], writes: Int = 4096, started: String = "Fri 2199-11-29 10:00:00 UTC"
    ) throws -> Int32 {
        let stub = """
            #!/bin/sh
            case $1 in
                decrypt) cat "$3" ;;
                encrypt) cat | head -c \(writes) ;;
            esac
            """
        let made = try ProgramRun(
            [
                "sh", "-c",
                "mkdir -p \(folder)/bin; cat >\(folder)/bin/systemd-creds; "
                    + "printf '#!/bin/sh\\necho \"\(started)\"\\n' >\(folder)/bin/systemctl; chmod 755 \(folder)/bin/*",
            ],
            input: Array(stub.utf8))
        try #require(made.status == 0)
        return try ProgramRun(
            ["sh", Self.script] + arguments + [folder + "/key"],
            environment: ["PATH": "\(folder)/bin:/usr/bin:/bin:/usr/sbin:/sbin"], quiet: true
        ).status
    }

    private func bytes(_ path: String) throws -> [UInt8] { try ProgramRun(["cat", path]).output }

    @Test("puts a new key before the old ones, seven of which stay, and leaves the first alone when asked to")
    func rotates() async throws {
        try await withTemporaryFolder { folder in
            #expect(try run(folder, []) == 0)
            var before = try bytes(folder + "/key")
            #expect(before.count == 32)
            #expect(try run(folder, []) == 0)
            #expect(try bytes(folder + "/key") == before)
            for number in 2...10 {
                #expect(try run(folder, ["--rotate"]) == 0)
                let after = try bytes(folder + "/key")
                #expect(after.count == min(number, 8) * 32)
                #expect(Array(after.dropFirst(32)) == Array(before.prefix(7 * 32)))
                before = after
            }
            #expect(try run(folder, ["--forget-former"]) == 0)
            #expect(try bytes(folder + "/key") == Array(before.prefix(32)))
            #expect(try bytes(folder + "/key.former") == before)
        }
    }

    @Test("no key is given up that may still seal accounts: not before the daemon has started with the new one")
    func forgetsTooEarly() async throws {
        try await withTemporaryFolder { folder in
            #expect(try run(folder, []) == 0)
            #expect(try run(folder, ["--rotate"]) == 0)
            let before = try bytes(folder + "/key")
            for started in ["Fri 2020-11-27 10:00:00 UTC", "", "n/a"] {
                #expect(try run(folder, ["--forget-former"], started: started) == 75)
                #expect(try bytes(folder + "/key") == before)
            }
            #expect(try run(folder, ["--forget-former", "--yes"], started: "") == 0)
            #expect(try bytes(folder + "/key") == Array(before.prefix(32)))
        }
    }

    @Test("what was not written whole takes nothing's place")
    func cutShort() async throws {
        try await withTemporaryFolder { folder in
            #expect(try run(folder, []) == 0)
            #expect(try run(folder, ["--rotate"]) == 0)
            let before = try bytes(folder + "/key")
            #expect(try run(folder, ["--rotate"], writes: 64) == 70)
            #expect(try bytes(folder + "/key") == before)
            #expect(try run(folder, ["--forget-former"], writes: 16) == 70)
            #expect(try bytes(folder + "/key") == before)
        }
    }
}
