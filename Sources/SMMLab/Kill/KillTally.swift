package import SMMAPI
package import SMMModel

/// What a harness counted: posts made, processes killed, and what became of each post by the network's own count.
package struct KillTally: Sendable {
    /// The figures of one class.
    package struct Row: Sendable, Hashable {
        /// Posts whose making was acknowledged.
        package var posts = 0
        /// Published, and on the network exactly once.
        package var published = 0
        /// Acknowledged, and neither on the network nor with a person.
        package var lost = 0
        /// On the network more than once.
        package var doubled = 0
        /// Left for a person to say.
        package var unknown = 0
        /// Of those, the ones that are on the network.
        package var unknownThere = 0
        /// Not at rest when the harness stopped waiting.
        package var pending = 0

        /// Adds the figures of another row.
        mutating func add(_ other: Row) {
            posts += other.posts
            published += other.published
            lost += other.lost
            doubled += other.doubled
            unknown += other.unknown
            unknownThere += other.unknownThere
            pending += other.pending
        }
    }

    /// By class, or `site`.
    package var rows: [String: Row] = [:]
    /// How many daemons were killed.
    package var kills = 0
    /// How many operations a killed daemon left while they were being sent.
    package var caught = 0
    /// What was wrong, a sentence each.
    package var problems: [String] = []

    /// Nothing counted yet.
    package init() {}

    /// Counts one death, or what was wrong with it: a daemon that did not die at its point proves nothing.
    mutating func noteDeath(_ place: String, _ problem: String?) {
        if let problem { problems.append("\(place): \(problem)") } else { kills += 1 }
    }

    /// Counts the posts of one home.
    ///
    /// - Parameter count: how often a part of a post stands on its account, told by the network itself.
    package mutating func judge(
        _ posts: [LabPost], states: [PostID: PostState], count: (_ post: LabPost, _ part: Int) -> Int
    ) {
        for post in posts {
            var row = rows[post.kind] ?? Row()
            let counts = (0..<post.parts).map { count(post, $0) }
            guard !post.isRefused else {
                if counts.contains(where: { $0 > 0 }) { problems.append("refused and sent: \(post.kind) \(post.text)") }
                continue
            }
            row.posts += 1
            let state = post.id.flatMap { states[$0] }
            if counts.contains(where: { $0 > 1 }) {
                row.doubled += 1
                problems.append("doubled: \(post.kind) \(post.text) \(counts)")
            }
            switch state {
            case .published?:
                if counts.contains(0) { row.lost += 1 } else { row.published += 1 }
            case .unknown?:
                row.unknown += 1
                if !counts.contains(0) { row.unknownThere += 1 }
            case .scheduled?, .waiting?, .underway?, .uncertain?:
                row.pending += 1
            default:
                row.lost += 1
            }
            let isWell = state == .published && !counts.contains(0) || state == .unknown
            if !isWell { problems.append("\(state?.rawValue ?? "gone"): \(post.kind) \(post.text) \(counts)") }
            rows[post.kind] = row
        }
    }

    /// Adds another tally.
    package mutating func add(_ other: KillTally) {
        kills += other.kills
        caught += other.caught
        problems += other.problems
        for (kind, more) in other.rows { rows[kind, default: Row()].add(more) }
    }

    /// All classes together.
    package var total: Row {
        rows.values.reduce(into: Row()) { $0.add($1) }
    }

    /// Whether the promise was kept: nothing lost, nothing doubled, everything at rest, and left to a person only
    /// where `mayAsk` says so.
    package func isSound(mayAsk: (_ kind: String) -> Bool) -> Bool {
        let sum = total
        return sum.posts > 0 && sum.lost == 0 && sum.doubled == 0 && sum.pending == 0
            && rows.allSatisfy { $0.value.unknown == 0 || mayAsk($0.key) }
    }

    /// The figures as lines of a table.
    package var table: [String] {
        var lines = [Self.line(["class", "posts", "published", "lost", "doubled", "unknown", "(there)", "pending"])]
        for (kind, row) in rows.sorted(by: { $0.key < $1.key }) + [("all", total)] {
            let figures = [
                row.posts, row.published, row.lost, row.doubled, row.unknown, row.unknownThere, row.pending,
            ]
            lines.append(Self.line([kind] + figures.map(String.init)))
        }
        lines.append("\(kills) kills; \(caught) operations were caught while they were being sent")
        return lines
    }

    private static func line(_ cells: [String]) -> String {
        cells.map { cell in String(repeating: " ", count: max(0, 10 - cell.count)) + cell }.joined()
    }
}
