import Foundation
import Glibc
import SMMAdapterTestKit
import SMMDaemon
import SMMLab
import SMMModel
import SMMTestSupport
import Synchronization
import Testing

/// A daemon and both open networks behind sockets, with a person at the command line; all of it is written down.
final class ConnectTown: Sendable {
    /// What one run of `smmctl` came to.
    struct Run: Sendable {
        let out: String
        let errors: String
        let status: ChildProcess.Ending
        /// Both, for what is said somewhere.
        var said: String { out + errors }
    }

    private struct State {
        var runs = 0
        var seen: [(place: String, bytes: [UInt8])] = []
    }

    let programs: LabPrograms
    let home: DaemonHome
    let mastodon: FakeMastodonHost
    let bluesky: FakeBlueskyHost
    /// The networks as they are reached.
    let doors: (mastodon: CanaryHost, bluesky: CanaryHost)
    let urls: (mastodon: String, bluesky: String)
    private let state = Mutex(State())

    /// The password of the account itself, the app password, and the second factor.
    static let main = "CANARY_main_c70b5f4c6d0e4cf2a9d3b7e8f1a20431"
    static let app = "CANARY_app_3f9a1b6d8c7e4f50b2a1c3d4e5f60718"
    static let factor = "CANARY_factor_8d2e6f10a4b3c5d7e9f8a0b1c2d3e4f5"

    private init(
        _ programs: LabPrograms, _ home: DaemonHome, _ mastodon: FakeMastodonHost, _ bluesky: FakeBlueskyHost,
        _ doors: (mastodon: CanaryHost, bluesky: CanaryHost), _ urls: (mastodon: String, bluesky: String)
    ) {
        (self.programs, self.home, self.mastodon, self.bluesky) = (programs, home, mastodon, bluesky)
        (self.doors, self.urls) = (doors, urls)
    }

    /// Runs `body` in a town whose daemon is up, and ends it afterwards.
    ///
    /// - Parameters:
    ///   - configuration: the daemon's; `FOLDER` is the town's folder.
    ///   - further: the daemon's further words; `FOLDER` is the town's folder.
    ///   - environment: variables of the daemon, each as `NAME=value`.
    ///   - plant: told of the home before the daemon's first start.
    static func run(
        configuration: String = LabConfiguration.thisMachine, further: [String] = [], environment: [String] = [],
        bluesky rules: FakeBlueskyRules = .reference,
        plant: (DaemonHome) throws -> Void = { _ in }, _ body: (ConnectTown, DaemonProcess) async throws -> Void
    ) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let start = environment.isEmpty ? [programs.lab] : ["/usr/bin/env"] + environment + [programs.lab]
            let command = start + ["serve"] + further.map { $0.replacing("FOLDER", with: folder) }
            let home = try DaemonHome(
                folder, command: command, configuration: configuration.replacing("FOLDER", with: folder))
            try plant(home)
            try await withNetworks(FileClock(SystemTime(), path: folder + "/clock"), rules) {
                mastodon, bluesky, doors, urls in
                let town = ConnectTown(programs, home, mastodon, bluesky, doors, urls)
                try LabFile.makeFolder(folder + "/runs")
                let daemon = try await home.start()
                try await daemon.client.makeBrand("acme")
                do {
                    try await body(town, daemon)
                } catch {
                    try await daemon.killHard()
                    await daemon.close()
                    throw error
                }
                if !daemon.hasEnded { _ = try await daemon.stop() }
                await daemon.close()
            }
        }
    }

    private static func withNetworks(
        _ clock: any TimeSource, _ rules: FakeBlueskyRules,
        _ body: (
            FakeMastodonHost, FakeBlueskyHost, (mastodon: CanaryHost, bluesky: CanaryHost),
            (mastodon: String, bluesky: String)
        ) async throws -> Void
    ) async throws {
        var ours = FakeMastodonRules.mastodon.unthrottled
        ours.secretMark = "CANARY"
        var theirs = rules
        theirs.secretMark = "CANARY"
        theirs.loginsPerWindow = 1000
        theirs.loginsPerDay = 1000
        let mastodon = FakeMastodonHost(ours, accounts: ["bakery", "other"], clock: clock)
        let bluesky = FakeBlueskyHost(theirs, clock: clock)
        let doors = (mastodon: CanaryHost(mastodon), bluesky: CanaryHost(bluesky))
        try await FakeNetworkServer.with(doors.mastodon) { first in
            try await FakeNetworkServer.with(doors.bluesky) { second in
                let url = second.url
                bluesky.change { network, now in
                    network.url = url
                    _ = network.add(
                        FakeBlueskySeat("bakery.test", password: main, appPassword: app, secondFactor: factor),
                        now: now)
                    _ = network.add(FakeBlueskySeat("other.test", password: main, appPassword: app), now: now)
                }
                try await body(mastodon, bluesky, doors, (first.url, url))
            }
        }
    }

    /// Everything that was shown to a person, and what could be seen of the programs while they ran.
    var seen: [(place: String, bytes: [UInt8])] { state.withLock { $0.seen } }

    /// Notes something that can be seen.
    func note(_ place: String, _ bytes: [UInt8]) { state.withLock { $0.seen.append((place, bytes)) } }

    /// Notes what anybody may see of a process that runs.
    func noteProcess(_ pid: Int32, _ name: String) {
        for file in ["environ", "cmdline"] {
            note("/proc/PID/\(file) of \(name)", LabFile.read("/proc/\(pid)/\(file)") ?? [])
        }
    }

    /// Runs smmctl to its end without a terminal, for this home's daemon or another's.
    @discardableResult
    func smmctl(_ arguments: [String], at other: DaemonHome? = nil) async throws -> Run {
        let number = state.withLock { state in
            state.runs += 1
            return state.runs
        }
        let path = "\(home.folder)/runs/\(number)"
        let child = try ChildProcess(
            [programs.smmctl, "--socket", (other ?? home).socket] + arguments, output: path + ".out",
            errors: path + ".err")
        noteProcess(child.pid, "smmctl \(arguments.first ?? "")")
        child.closeInput()
        let ending = try await child.end(within: .seconds(120))
        let (out, errors) = (LabFile.read(path + ".out") ?? [], LabFile.read(path + ".err") ?? [])
        let words = arguments.prefix(3).joined(separator: " ")
        note("output of smmctl \(words)", out)
        note("errors of smmctl \(words)", errors)
        return Run(
            out: String(decoding: out, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self), status: ending)
    }

    /// The same, and it must succeed.
    @discardableResult
    func must(_ arguments: String...) async throws -> Run {
        let run = try await smmctl(arguments)
        #expect(run.status == .exited(0), "smmctl \(arguments.joined(separator: " ")): \(run.said)")
        return run
    }

    /// Runs smmctl on a terminal of its own while `body` types, to its end.
    func atTerminal(
        _ arguments: [String], _ body: (TerminalProcess) async throws -> Void
    ) async throws -> (shown: String, status: ChildProcess.Ending) {
        let terminal = try TerminalProcess([programs.smmctl, "--socket", home.socket] + arguments)
        do {
            try await body(terminal)
        } catch {
            terminal.kill()
            throw error
        }
        let ending = try await terminal.end()
        note("terminal of smmctl \(arguments.prefix(3).joined(separator: " "))", Array(terminal.shown.utf8))
        return (terminal.shown, ending)
    }

    /// Writes a secret into a file, outside of what is searched.
    func file(_ name: String, _ text: String) throws -> String {
        try LabFile.makeFolder(home.folder + "/hands")
        let path = home.folder + "/hands/" + name
        try LabFile.write(text, to: path)
        return path
    }

    /// An HTTP answer of the control socket as it is on the wire.
    func raw(_ method: String, _ target: String, _ body: String = "", as user: [String] = []) throws -> String {
        let head = "\(method) \(target) HTTP/1.1\r\nHost: smmd\r\nConnection: close\r\n"
        let content = body.isEmpty ? "" : "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        let request = Array((head + content + "\r\n" + body).utf8)
        let answer = try user.isEmpty ? exchange(request) : exchange(request, as: user)
        note("HTTP answer to \(method) \(target)", answer)
        return String(decoding: answer, as: UTF8.self)
    }

    private func exchange(_ request: [UInt8]) throws -> [UInt8] {
        let descriptor = try UnixAddress.connected(to: home.socket)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return [] }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { answer += buffer.prefix(count) }
        return answer
    }

    /// By another user, through the program that joins two streams. It ends with its input, and the daemon lets go of a
    /// client that has gone: so the input stays open until the answer has come.
    private func exchange(_ request: [UInt8], as user: [String]) throws -> [UInt8] {
        let script = "exec 3< <(cat; exec sleep 60); open=$!; \"$0\" --socket \"$1\" proxy <&3; kill $open"
        return try ProgramRun(user + ["bash", "-c", script, programs.smmctl, home.socket], input: request).output
    }
}
