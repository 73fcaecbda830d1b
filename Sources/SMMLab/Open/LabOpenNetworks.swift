import SMMAdapterKit
package import SMMAdapterTestKit
package import SMMModel

/// A fake server of each open network behind real sockets, with the account `bakery` on both.
package struct LabOpenNetworks: Sendable {
    /// How a Mastodon server can behave, by name.
    package static let mastodonProfiles: [String: FakeMastodonRules] = [
        "mastodon": .mastodon, "gotosocial": .goToSocial, "takahe": .takahe, "pleroma": .pleroma, "pixelfed": .pixelfed,
    ]
    /// How an AT Protocol server can behave, by name.
    package static let blueskyProfiles: [String: FakeBlueskyRules] = [
        "reference": .reference, "pds1": .pds1, "pds2": .pds2,
    ]
    /// The app password of the account. It opens nothing but the fake.
    package static let password = "fake-app-pass-word"

    /// The Mastodon server's address.
    package let mastodon: String
    /// The AT Protocol server's address.
    package let bluesky: String
    private let servers: [FakeNetworkServer]

    /// Starts both.
    ///
    /// - Parameters:
    ///   - isThrottled: whether the Mastodon server has the limits of a real one; a harness asks more often.
    ///   - lexicons: the vendor's lexicons, against which requests and records are checked; nil to check texts and keys alone.
    /// - Throws: when a port cannot be had.
    package static func start(
        mastodon: String, bluesky: String, isThrottled: Bool, lexicons: LexiconCatalog?, clock: any TimeSource
    ) async throws -> LabOpenNetworks {
        var rules = mastodonProfiles[mastodon] ?? .mastodon
        if !isThrottled { rules = rules.unthrottled }
        rules.grantsAs = "bakery"
        let one = FakeMastodonHost(rules, accounts: ["bakery"], clock: clock)
        let first = try await FakeNetworkServer.start(one, control: { one.control($0) })
        let two = FakeBlueskyHost(
            blueskyProfiles[bluesky] ?? .reference, catalog: lexicons, clock: clock)
        let second = try await FakeNetworkServer.start(two, control: { two.control($0) })
        let url = second.url
        two.change { network, now in
            network.url = url
            _ = network.add(
                FakeBlueskySeat("bakery.test", password: "fake-main-password", appPassword: password), now: now)
        }
        return LabOpenNetworks(mastodon: first.url, bluesky: url, servers: [first, second])
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
    package func stop() async throws {
        for server in servers { try await server.stop() }
    }
}
