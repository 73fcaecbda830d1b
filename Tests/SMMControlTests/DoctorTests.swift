import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMAdapterTestKit
import SMMControl
import SMMModel
import Testing

@Suite("What the doctor finds")
struct DoctorTests {
    @Test("files on disk that the next reload would refuse are an error, with the reason and its place")
    func configuration() async throws {
        try await Bureau.open { bureau in
            func look(_ problems: [ConfigProblem]) async throws -> Finding? {
                let parts = DaemonParts(
                    release: "0.0.1", since: bureau.clock.now, stateFolder: bureau.folder,
                    built: Instant(milliseconds: 0),
                    checkConfig: {
                        ConfigView(valid: problems.isEmpty, applied: false, problems: problems, changes: [])
                    })
                let desk = DaemonDesk(bureau.context, signal: bureau.signal, parts: parts)
                let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
                return try await desk.doctor(Call(principal: root)).findings.first { $0.code == "configuration" }
            }
            #expect(try await look([])?.level == "ok")
            let problem = ConfigProblem(
                file: "/etc/smmd/smmd.yaml", line: 3, key: "log-level", message: "No such word.")
            let bad = try await look([problem, problem])
            #expect(bad?.level == "error" && bad?.next == "smmctl config check")
            #expect(
                bad?.message
                    == "The configuration on disk would be refused at the next reload: "
                    + "/etc/smmd/smmd.yaml:3: log-level: No such word. (and 1 more)")
        }
    }

    @Test("that no picture can be parsed is a warning, which goes when one can")
    func pictures() async throws {
        try await Bureau.open { bureau in
            for isThere in [true, false] {
                let parts = DaemonParts(
                    release: "0.0.1", since: bureau.clock.now, stateFolder: bureau.folder,
                    built: Instant(milliseconds: 0),
                    checkConfig: { ConfigView(valid: true, applied: false, problems: [], changes: []) },
                    picturesFault: { isThere ? nil : Failure("media-process-missing", "It is not there.") })
                let desk = DaemonDesk(bureau.context, signal: bureau.signal, parts: parts)
                let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
                let found = try await desk.doctor(Call(principal: root)).findings.first { $0.code == "pictures" }
                #expect(found?.level == (isThere ? nil : "warning"))
            }
        }
    }

    @Test(
        "what to do where no picture can be parsed is what its reason says, and nothing else",
        arguments: [
            "/run/smmd/media.sock cannot be reached. To open it: systemctl start smmd-media.socket",
            "/usr/lib/smmd/smmd-media cannot be started. It is installed with smmd, and needs the package libvips42.",
        ])
    func picturesNext(reason: String) async throws {
        try await Bureau.open { bureau in
            let parts = DaemonParts(
                release: "0.0.1", since: bureau.clock.now, stateFolder: bureau.folder, built: Instant(milliseconds: 0),
                checkConfig: { ConfigView(valid: true, applied: false, problems: [], changes: []) },
                picturesFault: { Failure("media-process-missing", reason) })
            let desk = DaemonDesk(bureau.context, signal: bureau.signal, parts: parts)
            let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
            let found = try await desk.doctor(Call(principal: root)).findings.first { $0.code == "pictures" }
            #expect(found?.message == "No picture is taken in or sent. \(reason)")
            #expect(found?.next == nil)
        }
    }

    @Test("a file that the daemon runs without is an error though the files on disk are right by now")
    func notInForce() async throws {
        try await Bureau.open { bureau in
            let problem = ConfigProblem(
                file: "/etc/smmd/brands.d/harbour.yaml", line: 2, key: "title", message: "Too long.")
            let parts = DaemonParts(
                release: "0.0.1", since: bureau.clock.now, stateFolder: bureau.folder, built: Instant(milliseconds: 0),
                checkConfig: { ConfigView(valid: true, applied: false, problems: [], changes: []) },
                filesNotInForce: { [problem] })
            let desk = DaemonDesk(bureau.context, signal: bureau.signal, parts: parts)
            let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
            let view = try await desk.doctor(Call(principal: root))
            let finding = try #require(view.findings.first { $0.code == "configuration-left-out" })
            #expect(!view.healthy && finding.level == "error")
            #expect(finding.message.hasSuffix("/etc/smmd/brands.d/harbour.yaml:2: title: Too long."))
            #expect(finding.next?.contains("smmctl config reload") == true)
        }
    }

    @Test("credentials whose rows were changed are an error, though their keys are here")
    func damagedVault() async throws {
        try await Bureau.open { bureau in
            let parts = DaemonParts(
                release: "0.0.1", since: bureau.clock.now, stateFolder: bureau.folder, built: Instant(milliseconds: 0),
                vault: { _ in
                    VaultStatus(
                        place: "vault.key", isWritable: true, keys: [], locked: [], damaged: [AccountID(rawValue: 1)])
                })
            let desk = DaemonDesk(bureau.context, signal: bureau.signal, parts: parts)
            let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
            let view = try await desk.doctor(Call(principal: root))
            let finding = try #require(view.findings.first { $0.code == "vault" })
            #expect(finding.level == "error" && finding.message.contains("1 accounts do not open"))
        }
    }
}
