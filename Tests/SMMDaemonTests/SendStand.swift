import SMMAdapterTestKit
import SMMLab
import SMMTestSupport
import Testing

/// A network of class D and a home with one account on it.
struct SendStand: Sendable {
    let home: DaemonHome
    let network: NetworkProcess

    /// Runs `body` in a fresh one.
    static func run(network arguments: [String], _ body: (SendStand) async throws -> Void) async throws {
        let programs = try LabPrograms()
        try await withTemporaryFolder { folder in
            let network = try await NetworkProcess.start(
                programs, kinds: [.listing], folder: folder, arguments: arguments)
            let home = try DaemonHome(
                folder, command: [programs.lab, "serve"], configuration: LabConfiguration.text())
            let daemon = try await home.start()
            try await daemon.client.makeBrand("lab")
            try await daemon.client.makeAccount(
                "main", platform: "fake-d", settings: ["url": network.urls[.listing] ?? "", "handle": "main"])
            #expect(try await daemon.stop() == .exited(0))
            await daemon.close()
            try await body(SendStand(home: home, network: network))
            try await network.stop()
        }
    }

    /// Has the network do this to the next post.
    func plan(_ fault: FakeFault) async throws {
        try await network.plan(LabPlan(account: "main", kind: .publish, faults: [fault]), on: .listing)
    }

    /// A daemon that has sent one post, which the network has and has not answered yet.
    func sending(by arguments: [String]) async throws -> (daemon: DaemonProcess, post: LabPost) {
        let daemon = try await home.start(arguments)
        var post = LabPost(kind: "d", account: "main", text: "Sent while stopping.")
        guard try await daemon.client.make(&post) else { throw LabFailure("The daemon died.") }
        let isSent = try await Wait.until(within: .seconds(30), every: .milliseconds(5)) {
            try await network.report().count(post.text, on: "main") > 0
        }
        guard isSent else { throw LabFailure("The post was never sent.") }
        return (daemon, post)
    }
}
