import SMMAdapterKit
package import SMMAdapterTestKit
package import SMMModel

/// A fake server of each open network behind real sockets, with the account `bakery` on both.
package struct LabOpenNetworks: Sendable {
    /// The app password of the account. It opens nothing but the fake.
    package static let password = "fake-app-pass-word"

    /// The Mastodon server's address.
    package let mastodon: String
    /// The AT Protocol server's address.
    package let bluesky: String
    private let servers: [FakeNetworkServer]
    private let watched: ContractHost?

    /// Starts both.
    ///
    /// - Parameters:
    ///   - isThrottled: whether the Mastodon server has the limits of a real one; a harness asks more often.
    ///   - contract: what requests to the Mastodon server are held against; nil for nothing.
    ///   - lexicons: the vendor's lexicons, against which requests and records are checked; nil to check texts and keys alone.
    /// - Throws: when a port cannot be had.
    package static func start(
        mastodon: String, bluesky: String, isThrottled: Bool, contract: OpenAPIContract?, lexicons: LexiconCatalog?,
        clock: any TimeSource
    ) async throws -> LabOpenNetworks {
        var rules = FakeMastodonRules.profiles[mastodon] ?? .mastodon
        if !isThrottled { rules = rules.unthrottled }
        rules.grantsAs = "bakery"
        let one = FakeMastodonHost(rules, accounts: ["bakery"], clock: clock)
        let watched = contract.map { ContractHost(one, contract: $0) }
        let host: any FakeHost = if let watched { watched } else { one }
        let first = try await FakeNetworkServer.start(host, control: { one.control($0) })
        let two = FakeBlueskyHost(
            FakeBlueskyRules.profiles[bluesky] ?? .reference, catalog: lexicons, clock: clock)
        let second = try await FakeNetworkServer.start(two, control: { two.control($0) })
        let url = second.url
        two.change { network, now in
            network.url = url
            _ = network.add(
                FakeBlueskySeat("bakery.test", password: "fake-main-password", appPassword: password), now: now)
        }
        return LabOpenNetworks(mastodon: first.url, bluesky: url, servers: [first, second], watched: watched)
    }

    /// How a person connects both, a line each.
    package var guide: [String] {
        [
            "In another terminal, with the smmctl of your daemon (./var/smmctl after `make run`):",
            "  smmctl account add mastodon --server \(mastodon) --paste",
            "    open the address it shows (curl 'ADDRESS' does too) and paste the code that stands there",
            "  smmctl account add bluesky --handle bakery.test --server \(bluesky) --set plc=\(bluesky) "
                + "--set video=\(bluesky)",
            "    the app password is \(Self.password)",
            "What was ever made: \(mastodon)/fake/report and \(bluesky)/fake/report",
            "Control-D ends both servers.",
        ]
    }

    /// Takes no more connections.
    ///
    /// - Throws: `LabFailure` when a request did not keep its network's document.
    package func stop() async throws {
        for server in servers { try await server.stop() }
        let violations = watched?.violations ?? []
        guard violations.isEmpty else {
            throw LabFailure(
                "Requests did not keep the document:\n" + violations.map(\.description).joined(separator: "\n"))
        }
    }
}
