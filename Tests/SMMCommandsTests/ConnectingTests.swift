import Glibc
import SMMAPI
import SMMCommands
import SMMModel
import SMMTestSupport
import Testing

@Suite("Reaching the daemon")
struct ConnectingTests {
    @Test("no socket, nobody behind it, and no permission are told apart, each with what to type")
    func unreachable() async throws {
        try await TemporaryFolder.with { folder in
            let missing = await Self.run(["--socket", folder + "/none.sock"])
            #expect(missing.status == 3)
            #expect(missing.error.contains("There is no control socket at \(folder)/none.sock"))
            #expect(missing.error.contains("next:"))

            try TemporaryFolder.write([1], to: folder + "/file.sock")
            let dead = await Self.run(["--socket", folder + "/file.sock"])
            #expect(dead.status == 3)
            #expect(dead.error.contains("Nobody answers at"))
        }
    }

    @Test(
        "without permission the group that would help is named",
        .enabled(if: getuid() == 0 || geteuid() != 0, "needs a user whom file modes stop"))
    func permission() async throws {
        guard geteuid() != 0 else { return }  // root passes every mode; the message itself is tested with its code
        try await TemporaryFolder.with { folder in
            let daemon = try FakeDaemon { _ in .drop }
            defer { daemon.stop() }
            chmod(daemon.socket, 0)
            let result = await Self.run(["--socket", daemon.socket])
            #expect(result.status == 3)
            #expect(result.error.contains("usermod --append --groups"))
        }
    }

    @Test("a path too long for a socket is refused")
    func longPath() async {
        let result = await Self.run(["--socket", "/tmp/" + String(repeating: "x", count: 120)])
        #expect(result.status == 2)
        #expect(result.error.contains("at most 107 bytes"))
    }

    @Test("what does not speak HTTP is not believed")
    func notHTTP() async throws {
        try await Fixture.withDaemon { _ in
            .raw("SSH-2.0-OpenSSH_9.2\r\n\r\n")
        } _: { daemon in
            let result = await Fixture.run(["status"], daemon)
            #expect(result.status == 1)
            #expect(result.error.contains("does not speak HTTP"))
        }
    }

    @Test("an answer of another shape names the likely reason")
    func otherShape() async throws {
        try await Fixture.withDaemon { _ in
            .json(200, "[]")
        } _: { daemon in
            let result = await Fixture.run(["status"], daemon)
            #expect(result.status == 1)
            #expect(result.error.contains("older or newer"))
        }
    }

    @Test("several calls of one command share a connection")
    func keepAlive() async throws {
        let slots = SlotsView(brand: Fixture.brand, account: Fixture.shop, zone: "UTC", slots: [])
        try await Fixture.withDaemon { _ in
            .json(200, Fixture.json(slots))
        } _: { daemon in
            #expect(await Fixture.run(["slot", "add", "shop", "mon 9:30"], daemon).status == 0)
            #expect(daemon.requests.count == 2)
            #expect(daemon.connections == 1)
        }
    }

    @Test("another machine is reached through ssh and its smmctl proxy", .enabled(if: Program.smmctl != nil))
    func ssh() async throws {
        let smmctl = try #require(Program.smmctl)
        try await TemporaryFolder.with { folder in
            // Stands for ssh: notes its arguments, then runs the command as the other machine would.
            let script = """
                #!/bin/sh
                printf '%s\\n' "$@" > "\(folder)/arguments"
                while [ "$1" != "--" ]; do shift; done
                shift 3
                exec "\(smmctl)" "$@"
                """
            try Self.makeProgram(script, at: folder + "/ssh")
            try await Fixture.withDaemon { _ in
                .json(200, Fixture.json(Fixture.status))
            } _: { daemon in
                let result = await Self.run(
                    ["--host", "ssh://me@server:2222", "--socket", daemon.socket, "status"], ssh: folder + "/ssh")
                #expect(result.status == 0, "\(result.error)")
                #expect(result.output.contains("running smmd 0.1.0"))
                #expect(daemon.requests.map(\.path) == ["/v1/status"])
            }
            let arguments = try #require(Snapshot.read(folder + "/arguments")).split(separator: "\n").map(String.init)
            #expect(arguments.contains("BatchMode=yes"))
            #expect(
                arguments.suffix(9).starts(with: ["2222", "-l", "me", "--", "server", "smmctl", "proxy", "--socket"]))
        }
    }

    @Test("what ssh complains about is passed on")
    func sshFails() async throws {
        try await TemporaryFolder.with { folder in
            let script = "#!/bin/sh\necho 'me@server: Permission denied (publickey).' >&2\nexit 255\n"
            try Self.makeProgram(script, at: folder + "/ssh")
            let result = await Self.run(["--host", "ssh://me@server", "status"], ssh: folder + "/ssh")
            #expect(result.status == 3)
            #expect(result.error.contains("Permission denied (publickey)"))
        }
        let none = await Self.run(["--host", "ssh://server", "status"], ssh: "/nonexistent/ssh")
        #expect(none.status == 3)
        #expect(none.error.contains("could not be started"))
    }

    @Test(
        "an address that ssh or a shell could misread is refused",
        arguments: ["server", "ssh://-oProxyCommand=x", "ssh://a b", "ssh://me@", "ssh://server:0", "ssh://$(x)"])
    func badHost(_ host: String) async {
        let result = await Self.run(["--host=" + host, "status"])
        #expect(result.status == 2)
        #expect(result.error.contains("ssh://[user@]server[:port]"))
    }

    /// Written by a child: a file this process has open for writing, which a child forked meanwhile may hold a moment
    /// longer, cannot be executed.
    private static func makeProgram(_ script: String, at path: String) throws {
        let made = try ProgramRun(
            ["sh", "-c", "cat > \"$1\" && chmod 755 \"$1\"", "sh", path], input: Array(script.utf8))
        try #require(made.status == 0)
    }

    private static func run(_ arguments: [String], ssh: String = "ssh") async -> (
        status: Int32, output: String, error: String
    ) {
        let console = Console()
        let status = await CommandRunner.run(
            arguments, terminal: console.terminal(variables: ["LANG": "C.UTF-8"], ssh: ssh))
        return (status, console.output, console.error)
    }
}
