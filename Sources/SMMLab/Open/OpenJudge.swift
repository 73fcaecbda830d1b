import SMMAPI
import SMMModel

/// Compares what the daemon believes with what a server of an open network says was made.
struct OpenJudge: Sendable {
    private let posts: [OpenPost]
    private let states: [PostID: PostState]
    private let network: OpenBehaviour.Network
    private let mayAsk: Bool
    private var problems: [String] = []

    /// A judge of these posts.
    ///
    /// - Parameter mayAsk: whether whatever two listings do not show is left to a person.
    init(posts: [OpenPost], states: [PostID: PostState], on network: OpenBehaviour.Network, mayAsk: Bool) {
        self.posts = posts
        self.states = states
        self.network = network
        self.mayAsk = mayAsk
    }

    /// Looks at what a person is told of each post that is left to one: it must be there, and say what to do.
    mutating func hear(_ client: LabClient) async throws {
        for one in posts {
            guard let id = one.post.id, states[id] == .unknown else { continue }
            // A server that doubles by itself leaves two that look the same: nobody else can say which is which.
            if !mayAsk && one.scenario.lie != .twice {
                problems.append("left to a person: \(one.post.text)")
            }
            let story = try await client.story(id)
            let view = try await client.post(id)
            let operations = view.deliveries.flatMap(\.operations)
            if !operations.contains(where: { $0.failure?.message.isEmpty == false }) {
                problems.append("no reason is shown: \(one.post.text)")
            }
            if story.now.isEmpty || !story.lines.contains(where: { $0.kind == "attempt" || $0.kind == "event" }) {
                problems.append("no evidence is shown: \(one.post.text)")
            }
            if !(story.next + view.next).contains(where: { $0.contains("smmctl post resolve") }) {
                problems.append("no way out is shown: \(one.post.text)")
            }
        }
    }

    /// Counts on the server's side.
    func count(_ report: OpenReport, into tally: inout KillTally) {
        let owners = Dictionary(posts.map { ($0.post.account, $0.owner) }, uniquingKeysWith: { first, _ in first })
        let doubling = Set(posts.filter { $0.scenario.lie == .twice }.map(\.post.account))
        tally.judge(posts.map(\.post), states: states) { post, part in
            report.sends(
                post.texts[part], on: owners[post.account] ?? "", isDoubledByServer: doubling.contains(post.account))
        }
        tally.problems += problems
        for (owner, count) in report.waitingFaults {
            tally.problems.append("\(count) planned faults of \(owner) never happened, so nothing was proven there")
        }
        for one in posts {
            tally.problems += report.disorder(one.post, on: one.owner).map { "\(one.post.kind): \($0)" }
            // Who is asked about what two listings do not show must not be asked about what they do show.
            let isThere = one.post.texts.allSatisfy { !report.all($0, on: one.owner).isEmpty }
            if one.post.id.flatMap({ states[$0] }) == .unknown, isThere, one.scenario.lie != .twice {
                tally.problems.append("it stands, and is left to a person: \(one.post.text)")
            }
            let wanted = one.pictures(on: network)
            for text in one.post.texts {
                if report.all(text, on: one.owner).contains(where: { $0.pictures != wanted }) {
                    tally.problems.append("\(one.post.kind): not the picture it was given: \(text)")
                }
            }
        }
        if report.changes > 0 { tally.problems.append("\(report.changes) posts were overwritten or taken down") }
        let known = Set(posts.flatMap { one in one.post.texts.map { one.owner + "\n" + $0 } })
        let strange = report.made.count { !known.contains($0.account + "\n" + $0.text) }
        if strange > 0 { tally.problems.append("\(strange) posts stand that nobody made") }
    }
}
