import SMMAdapterTestKit
import SMMModel

/// What a fake server of an open network says was made, whatever the daemon believes.
struct OpenReport: Sendable {
    /// One post that was ever made.
    struct Made: Sendable, Hashable {
        /// Its account's name, or the DID.
        let account: String
        /// Its text.
        let text: String
        /// What an answer names as its parent.
        let id: String
        /// What it answers.
        let parent: String?
        /// What its thread begins with, where the server tells.
        let root: String?
        /// When it was made.
        let at: Instant
        /// Its pictures, as ``OpenPost/pictures`` has them.
        let pictures: [String]
    }

    /// Everything that was made, in order.
    let made: [Made]
    /// Whatever happened to a post beside its making: none is ever edited or deleted here.
    let changes: Int
    /// Planned faults that have not happened, by account.
    let waitingFaults: [String: Int]

    /// What a server of the Mastodon API tells.
    init(_ report: FakeMastodonReport) {
        made = report.items.map {
            Made(
                account: $0.account, text: $0.firstText, id: $0.id, parent: $0.parent, root: nil,
                at: $0.madeAt, pictures: $0.media)
        }
        changes = report.changes
        waitingFaults = report.waitingFaults
    }

    /// What a server of the AT Protocol tells.
    init(_ report: FakeBlueskyReport) {
        let posts = report.writes.filter { $0.collection == "app.bsky.feed.post" }
        made = posts.filter { $0.action == .create }.map {
            Made(
                account: $0.did, text: $0.text ?? "", id: "at://\($0.did)/\($0.collection)/\($0.key)",
                parent: $0.parent, root: $0.root, at: $0.at, pictures: $0.blobs)
        }
        changes = posts.count { $0.action != .create }
        waitingFaults = report.waitingFaults
    }

    /// How often a text was sent on an account.
    ///
    /// - Parameter isDoubledByServer: whether the server was told to make two of one request. Those have one instant;
    ///   two requests for the same post are at least a settle time apart.
    func sends(_ text: String, on account: String, isDoubledByServer: Bool = false) -> Int {
        let made = all(text, on: account)
        return isDoubledByServer ? Set(made.map(\.at)).count : made.count
    }

    /// Everything with a text on an account.
    func all(_ text: String, on account: String) -> [Made] {
        made.filter { $0.account == account && $0.text == text }
    }

    /// How many parts of a post stand at least once.
    func parts(_ post: LabPost, on account: String) -> Int {
        post.texts.count { text in made.contains { $0.account == account && $0.text == text } }
    }

    /// What is wrong with the order of a post's parts: each must answer the one before it, which must be older, and
    /// name the first as its thread's beginning where it names one; no part may stand where the one before does not.
    func disorder(_ post: LabPost, on account: String) -> [String] {
        var problems: [String] = []
        let first = all(post.text, on: account)
        if first.contains(where: { $0.parent != nil }) {
            problems.append("the first part answers something: \(post.text)")
        }
        var before = first
        for (index, text) in post.texts.enumerated().dropFirst() {
            let these = all(text, on: account)
            for one in these {
                let answers = before.contains { $0.id == one.parent && $0.at <= one.at }
                let isBelow = one.root.map { root in first.contains { $0.id == root } } ?? true
                if !answers { problems.append("part \(index + 1) does not answer the part before it: \(post.text)") }
                if !isBelow { problems.append("part \(index + 1) is in another thread: \(post.text)") }
            }
            before = these
        }
        return problems
    }
}
