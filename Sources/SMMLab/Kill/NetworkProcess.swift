import FoundationEssentials
package import SMMAdapterTestKit

/// `smmd-lab network` as a process of its own, which keeps its state while daemons come and go.
package final class NetworkProcess: Sendable {
    /// The address of each class.
    package let urls: [FakeClass: String]
    private let child: ChildProcess

    /// Starts it and waits for its addresses; what it prints goes to `folder`.
    ///
    /// - Throws: `LabFailure` when it does not come up.
    package static func start(
        _ programs: LabPrograms, kinds: [FakeClass], folder: String, arguments: [String] = []
    ) async throws -> NetworkProcess {
        let output = folder + "/network.out"
        let child = try ChildProcess(
            [programs.lab, "network"] + kinds.flatMap { ["--class", $0.rawValue] } + arguments, output: output,
            errors: folder + "/network.err")
        var urls: [FakeClass: String] = [:]
        _ = try await Wait.until(within: .seconds(30), every: .milliseconds(10)) {
            urls = addresses(String(decoding: LabFile.read(output) ?? [], as: UTF8.self))
            return urls.count == kinds.count || child.ending != nil
        }
        guard urls.count == kinds.count else {
            throw LabFailure("The fake network did not come up; see \(folder)/network.err.")
        }
        return NetworkProcess(child, urls)
    }

    private init(_ child: ChildProcess, _ urls: [FakeClass: String]) {
        self.child = child
        self.urls = urls
    }

    /// Plans faults for one account of a class.
    ///
    /// - Throws: `LabFailure` when it does not answer.
    package func plan(_ plan: LabPlan, on kind: FakeClass) async throws {
        let body = try JSONEncoder().encode(plan)
        _ = try await ask(kind, "POST", "plan", Array(body))
    }

    /// Everything that was made so far.
    ///
    /// - Throws: `LabFailure` when it does not answer.
    package func report() async throws -> LabNetworkReport {
        var posts: [LabNetworkReport.Made] = []
        for kind in urls.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            let body = try await ask(kind, "GET", "report", [])
            posts += try JSONDecoder().decode(LabNetworkReport.self, from: Data(body)).posts
        }
        return LabNetworkReport(posts: posts)
    }

    /// Ends it.
    package func stop() async throws {
        child.closeInput()
        guard try await child.end(within: .seconds(20)) == .exited(0) else {
            throw LabFailure("The fake network did not end well.")
        }
    }

    private func ask(_ kind: FakeClass, _ method: String, _ path: String, _ body: [UInt8]) async throws -> [UInt8] {
        guard let url = urls[kind] else { throw LabFailure("No network of class \(kind.rawValue) runs.") }
        return try await LabDoor(url: url).ask(method, LabNetwork.door + path, body)
    }

    /// The lines `CLASS URL` in what it printed.
    private static func addresses(_ text: String) -> [FakeClass: String] {
        var urls: [FakeClass: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, let kind = FakeClass(rawValue: String(words[0])), text.hasSuffix("\n") else {
                continue
            }
            urls[kind] = String(words[1])
        }
        return urls
    }
}
