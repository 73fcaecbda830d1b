import Glibc
import SMMAccounts
import SMMLab
import SMMTestSupport
import Testing

/// What the programs do for the secrets in their memory, seen from outside.
@Suite("Programs with secrets in their memory")
struct HardeningTests {
    /// Begins a command without the right to look into every process, which root would have; others have it not.
    private static let weakly =
        geteuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"] : []

    /// Whether another process of the same user may look into it: where /proc/PID/exe leads is told to those who may read
    /// its memory (PTRACE_MODE_READ, proc(5) and ptrace(2)).
    private func isOpen(_ pid: Int32) throws -> Bool {
        try ProgramRun(Self.weakly + ["readlink", "/proc/\(pid)/exe"], quiet: true).status == 0
    }

    /// The soft and the hard limit of its core dumps.
    private func coreLimit(_ pid: Int32) -> [Substring] {
        let limits = String(decoding: LabFile.read("/proc/\(pid)/limits") ?? [], as: UTF8.self)
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
        return line.split(separator: " ").dropFirst(4).prefix(2).map { $0 }
    }

    @Test("the daemon and the command line dump no core and are closed to other processes of their user")
    func closed() async throws {
        // Otherwise the refusals below would say nothing.
        let plain = try ProgramRun(Self.weakly + ["sh", "-c", "readlink /proc/$$/exe && exit 7; exit 1"])
        try #require(plain.status == 7, "an ordinary process is not open either")
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let home = try DaemonHome(folder, command: Self.weakly + [programs.smmd, "serve"], configuration: "")
            try await home.running { daemon in
                #expect(try !isOpen(daemon.pid))
                #expect(coreLimit(daemon.pid) == ["0", "0"])
                let terminal = try TerminalProcess(
                    Self.weakly + [programs.smmctl, "--socket", home.socket, "vault", "export"])
                #expect(try await terminal.shows("assphrase"), "\(terminal.shown)")
                let wasOpen = try isOpen(terminal.pid)
                let limit = coreLimit(terminal.pid)
                terminal.kill()
                #expect(!wasOpen && limit == ["0", "0"])
            }
        }
    }

    @Test("the key that the service manager hands over is the vault's, and none is made beside the database")
    func handedKey() async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let bytes = [UInt8](1...32)
            let key = try #require(VaultKey(bytes: bytes)).id
            try LabFile.makeFolder(folder + "/credentials")
            try LabFile.write(String(decoding: bytes, as: UTF8.self), to: folder + "/credentials/smmd.key")
            let command = ["/usr/bin/env", "CREDENTIALS_DIRECTORY=\(folder)/credentials", programs.smmd, "serve"]
            let home = try DaemonHome(folder, command: command, configuration: "")
            try await home.running { _ in
                let status = try await Program.smmctl(programs, home, ["vault", "status"])
                #expect(status.out.contains(folder + "/credentials/smmd.key"), "\(status.out)")
                #expect(status.out.contains(key) && status.out.contains("wraps now"), "\(status.out)")
                let rotation = try await Program.smmctl(programs, home, ["vault", "rotate"])
                #expect(rotation.status == .exited(1), "an administrator makes its keys")
            }
            #expect(LabFile.read(folder + "/state/vault.key") == nil)
            #expect(LabFile.read(folder + "/credentials/smmd.key") == bytes)
        }
    }
}
