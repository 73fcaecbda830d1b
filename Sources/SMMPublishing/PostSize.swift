package import SMMModel

/// How much a post asks of the daemon: each part on each account is an operation, and each text is checked and hashed
/// for each account it goes to. Bounded, since others wait for its transaction and for its answer.
package struct PostSize: Sendable, Equatable {
    /// The most one post may be.
    package static let most = PostSize(operations: 1000, bytes: 16 << 20)
    /// The most that the posts of one batch may be together.
    package static let mostOfBatch = PostSize(operations: 50_000, bytes: 64 << 20)

    /// Parts, counted for each account.
    package private(set) var operations: Int
    /// UTF-8 bytes of their texts, counted for each account.
    package private(set) var bytes: Int

    /// A size of its numbers.
    package init(operations: Int = 0, bytes: Int = 0) {
        self.operations = operations
        self.bytes = bytes
    }

    /// The size of `content` for `targets`; what is said for platforms it does not go to is stored all the same.
    package init(of content: PostContent, for targets: [AccountProfile]) {
        self.init()
        for account in targets {
            let parts = content.variant(for: account.platform).parts
            operations += parts.count
            bytes += Self.bytes(of: parts)
        }
        let platforms = Set(targets.map(\.platform))
        for (platform, variant) in content.variants where !platforms.contains(platform) {
            bytes += Self.bytes(of: variant.parts)
        }
    }

    private static func bytes(of parts: [PostPart]) -> Int { parts.reduce(0) { $0 + $1.text.utf8.count } }

    /// Both together.
    package static func + (left: PostSize, right: PostSize) -> PostSize {
        PostSize(operations: left.operations + right.operations, bytes: left.bytes + right.bytes)
    }

    /// Whether neither number is beyond that of `limit`.
    package func fits(_ limit: PostSize) -> Bool { operations <= limit.operations && bytes <= limit.bytes }

    /// Refuses a post that is too large.
    ///
    /// - Throws: `Problem` `post-too-large` (422).
    package func checkPost() throws {
        guard !fits(.most) else { return }
        throw Problem.invalid(
            "post-too-large", "Each part on each account counts, and the post is too much for one.",
            given: text, allowed: Self.most.text,
            next: "Send it to fewer accounts at a time, or in fewer parts or variants.")
    }

    /// Refuses posts that are too large together.
    ///
    /// - Throws: `Problem` `batch-too-large` (422).
    package func checkBatch() throws {
        guard !fits(.mostOfBatch) else { return }
        throw Problem.invalid(
            "batch-too-large", "Each part on each account counts, and the batch is too much for one.",
            given: "\(text) or more", allowed: Self.mostOfBatch.text, next: "Send it as several batches.")
    }

    private var text: String { "\(operations) operations with \(bytes) bytes of text" }
}
