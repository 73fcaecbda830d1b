package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

extension PostDesk {
    /// Tells a post's whole story; see `PostControl`.
    package func why(_ call: Call, _ post: Reference) async throws -> StoryView {
        let context = self.context
        return try await context.accounts.read(call.principal) { scene, tx in
            let id = try Self.find(post, scene, tx)
            guard let row = try PostReader.row(id, in: tx) else { throw Problem.notFound("post", post.text) }
            let deliveries = try PostReader.deliveries(of: id, in: tx)
            let views = PostViews(context: context, brand: row.brand)
            let attempts = try StoryRows.attempts(of: id, in: tx)
            let lines = StoryLines(views: views)
            var told = try EventLog.story(of: id, in: tx).map { ($0.at, lines.event($0)) }
            told += attempts.flatMap(lines.attempt)
            told += try StoryRows.wideHolds(of: row, in: tx).flatMap { lines.hold($0, since: row.createdAt) }
            let now = StoryNow(
                views: views, post: row, attempts: attempts, questions: try StoryRows.questions(of: id, in: tx),
                now: scene.now)
            let holds = views.holds(row, deliveries)
            return StoryView(
                post: views.summary(row, deliveries), now: now.sentence(deliveries),
                next: NextCommands.of(id, state: DerivedState.of(deliveries), holds: holds, isStory: true),
                lines: Self.inOrder(told) + Self.inOrder(lines.plan(deliveries)))
        }
    }

    /// By time; what happened at the same instant stays in the order in which it was found.
    private static func inOrder(_ told: [(Instant, StoryLine)]) -> [StoryLine] {
        told.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    }
}
