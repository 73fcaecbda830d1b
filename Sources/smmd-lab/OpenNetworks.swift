import ArgumentParser
import Dispatch
import Glibc
import SMMAdapterTestKit
import SMMDaemon
import SMMLab
import SMMTestSupport

extension SmmdLab {
    /// A fake Mastodon server and a fake AT Protocol server, to try the real adapters and the whole program on.
    struct OpenNetworks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open-networks",
            abstract: "Serve a fake Mastodon server and a fake AT Protocol server until standard input closes.",
            discussion: """
                The first lines are NETWORK and ADDRESS. Each has the account `bakery` (on the second: bakery.test, with \
                the app password `fake-app-pass-word`), which agrees to every application at once. GET \
                ADDRESS/fake/report tells everything that was ever made.
                """)

        @Option(
            help:
                "How the Mastodon server behaves: \(FakeMastodonRules.profiles.keys.sorted().joined(separator: ", "))."
        )
        var mastodon = "mastodon"
        @Option(
            help:
                "How the AT Protocol server behaves: \(FakeBlueskyRules.profiles.keys.sorted().joined(separator: ", "))."
        )
        var bluesky = "reference"
        @Flag(help: "Let the Mastodon server take any number of requests, for harnesses.")
        var unthrottled = false

        func validate() throws {
            guard FakeMastodonRules.profiles[mastodon] != nil, FakeBlueskyRules.profiles[bluesky] != nil else {
                throw ValidationError("There is no such profile.")
            }
        }

        func run() async throws {
            let lexicons = SharedFolder.folder("atproto-lexicons")
            let contract = try MastodonDocument.contract(mastodon)
            let networks = try await LabOpenNetworks.start(
                mastodon: mastodon, bluesky: bluesky, isThrottled: !unthrottled,
                contract: contract,
                lexicons: try lexicons.map { try LexiconCatalog(folder: $0) }, clock: SystemTime())
            print("mastodon \(networks.mastodon)\nbluesky \(networks.bluesky)")
            fflush(nil)
            // Beside what a harness reads.
            let notes =
                networks.guide + [
                    contract == nil
                        ? "There is no document of Mastodon's API here: requests are checked by the fake alone."
                        : "Requests to Mastodon are checked against its document.",
                    lexicons.map { "Requests to Bluesky are checked against the lexicons in \($0)." }
                        ?? "There are no lexicons here: texts and keys alone are checked.",
                ]
            let guide = Array((notes.joined(separator: "\n") + "\n").utf8)
            _ = write(STDERR_FILENO, guide, guide.count)
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "smm.lab.input").async {
                    while readLine() != nil {}
                    continuation.resume()
                }
            }
            try await networks.stop()
        }
    }
}
