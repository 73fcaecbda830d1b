import FoundationEssentials
import SMMAdapterTestKit
import SMMModel

/// `smmd-lab open-networks` as a process of its own, which keeps its state while daemons come and go; one behaviour of
/// it is used.
final class OpenNetworkProcess: Sendable {
    /// An account that can be connected.
    struct Seat: Sendable {
        /// How the server names it in its report and in plans.
        let name: String
        /// What ``LabClient/connect(_:platform:settings:secret:)`` needs beside.
        let settings: [String: String]
        /// A token or an app password of the fake; it opens nothing else.
        let secret: Secret
    }

    /// How the server behaves.
    let behaviour: OpenBehaviour
    /// The server's address.
    let url: String
    private let door: LabDoor
    private let child: ChildProcess
    /// Where it says what went wrong.
    private let errors: String

    /// Starts it and waits for its address; what it prints goes to `folder`.
    ///
    /// - Throws: `LabFailure` when it does not come up.
    static func start(
        _ programs: LabPrograms, _ behaviour: OpenBehaviour, folder: String
    ) async throws -> OpenNetworkProcess {
        let (output, errors) = (folder + "/network.out", folder + "/network.err")
        let child = try ChildProcess(
            [programs.lab, "open-networks", "--unthrottled", "--\(behaviour.network.rawValue)", behaviour.profile],
            output: output, errors: errors)
        var url: String?
        _ = try await Wait.until(within: .seconds(30), every: .milliseconds(10)) {
            url = address(behaviour.network, String(decoding: LabFile.read(output) ?? [], as: UTF8.self))
            return url != nil || child.ending != nil
        }
        guard let url else { throw LabFailure("The fake server did not come up; see \(errors).") }
        return OpenNetworkProcess(behaviour, url, child, errors: errors)
    }

    private init(_ behaviour: OpenBehaviour, _ url: String, _ child: ChildProcess, errors: String) {
        self.behaviour = behaviour
        self.url = url
        self.door = LabDoor(url: url)
        self.child = child
        self.errors = errors
    }

    /// Makes an account.
    ///
    /// - Throws: `LabFailure` when the server does not.
    func seat(_ name: String) async throws -> Seat {
        switch behaviour.network {
        case .mastodon:
            _ = try await door.ask("POST", "/fake/accounts?name=\(name)")
            let token = try Self.member("token", try await door.ask("POST", "/fake/tokens?name=\(name)"))
            return Seat(name: name, settings: ["server": url], secret: Secret(token))
        case .bluesky:
            let handle = Self.handle(name)
            let seat = FakeBlueskySeat(handle, password: "fake-main-\(name)", appPassword: LabOpenNetworks.password)
            let body = try await door.ask("POST", "/fake/accounts", Array(try JSONEncoder().encode(seat)))
            return Seat(
                name: try Self.member("did", body), settings: ["handle": handle, "server": url, "plc": url],
                secret: Secret(LabOpenNetworks.password))
        }
    }

    /// A person agrees on the page at this address of the Mastodon API; gives the code it shows.
    ///
    /// - Throws: `LabFailure` when the server shows none.
    func agree(_ page: String, as name: String) async throws -> Secret {
        let body = try await door.ask("POST", "/fake/approve?name=\(name)", Array(page.utf8))
        return Secret(try Self.member("code", body))
    }

    /// The handle of an account of the AT Protocol.
    static func handle(_ name: String) -> String { "\(name).test" }

    /// Gives an account of the AT Protocol one more app password.
    func addPassword(_ password: String, to name: String) async throws {
        let seat = FakeBlueskySeat(Self.handle(name), appPassword: password)
        _ = try await door.ask("POST", "/fake/accounts", Array(try JSONEncoder().encode(seat)))
    }

    /// Takes back every app password of an account of the AT Protocol; its sessions live on.
    func forgetPasswords(of name: String) async throws {
        _ = try await door.ask("POST", "/fake/forget", Array(Self.handle(name).utf8))
    }

    /// Plans faults for the next requests of one account.
    func plan(_ kind: FakeRequestKind, by name: String, _ faults: [FakeFault]) async throws {
        let body =
            switch behaviour.network {
            case .mastodon: try JSONEncoder().encode(FakeMastodonPlan(kind, for: name, faults))
            case .bluesky: try JSONEncoder().encode(FakeBlueskyPlan(kind: kind, account: name, faults: faults))
            }
        _ = try await door.ask("POST", "/fake/plan", Array(body))
    }

    /// Changes the rules of a server of the Mastodon API; of another nothing.
    func changeMastodon(_ body: (inout FakeMastodonRules) -> Void) async throws {
        guard behaviour.network == .mastodon else { return }
        let known = try await door.ask("GET", "/fake/rules")
        var rules = try JSONDecoder().decode(FakeMastodonRules.self, from: Data(known))
        body(&rules)
        _ = try await door.ask("PUT", "/fake/rules", Array(try JSONEncoder().encode(rules)))
    }

    /// Changes the rules of a server of the AT Protocol; of another nothing.
    func changeBluesky(_ body: (inout FakeBlueskyRules) -> Void) async throws {
        guard behaviour.network == .bluesky else { return }
        let known = try await door.ask("GET", "/fake/rules")
        var rules = try JSONDecoder().decode(FakeBlueskyRules.self, from: Data(known))
        body(&rules)
        _ = try await door.ask("PUT", "/fake/rules", Array(try JSONEncoder().encode(rules)))
    }

    /// Everything that was made so far.
    func report() async throws -> OpenReport {
        let body = Data(try await door.ask("GET", "/fake/report"))
        return switch behaviour.network {
        case .mastodon: OpenReport(try JSONDecoder().decode(FakeMastodonReport.self, from: body))
        case .bluesky: OpenReport(try JSONDecoder().decode(FakeBlueskyReport.self, from: body))
        }
    }

    /// Ends it.
    ///
    /// - Throws: `LabFailure` when it does not end, or when a request did not keep its network's document.
    func stop() async throws {
        child.closeInput()
        guard try await child.end(within: .seconds(20)) == .exited(0) else {
            throw LabFailure("The fake server did not end well; see \(errors).")
        }
    }

    /// The line `NETWORK URL` in what it printed, once it is whole.
    private static func address(_ network: OpenBehaviour.Network, _ text: String) -> String? {
        guard text.hasSuffix("\n") else { return nil }
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        return lines.first { $0.count == 2 && $0[0] == network.rawValue }.map { String($0[1]) }
    }

    private static func member(_ name: String, _ body: [UInt8]) throws -> String {
        guard let value = try JSONDecoder().decode([String: String].self, from: Data(body))[name] else {
            throw LabFailure("The fake server's answer has no \(name).")
        }
        return value
    }
}
