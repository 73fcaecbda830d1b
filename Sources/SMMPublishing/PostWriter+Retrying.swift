import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

extension PostWriter {
    /// Sends again what failed, expired or was missed, and gives back what was cancelled before it was sent: that waits
    /// for its own time again, or is a draft again. What an edit replaced stays replaced.
    ///
    /// - Throws: `Problem` `nothing-to-retry` (409); `unknown-outcome` (409) for what a person must resolve first;
    ///   `repeated-text` (409) when another post with the same text waits for the same account by now.
    package func retry(
        _ post: PostID, ifMatch: Int64? = nil, by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> PostChange {
        let found = try find(post, needs: .approver, to: "send a post again", ifMatch: ifMatch, by: principal, in: tx)
        var change = PostChange(post: post)
        let all = try operations(of: post, in: tx)
        let published = Set(all.filter { $0.state == .published }.map(\.id))
        for operation in RetryChoice.among(all) {
            if !found.allowRepeat, let fingerprint = operation.fingerprint {
                try refuseRepeat(fingerprint, operation.account, post: post, in: tx)
            }
            let isFirst = operation.after.map { published.contains($0) } ?? true
            if operation.state == .cancelled {
                try giveBack(operation, isFirst: isFirst, now: now, in: tx, into: &change)
            } else {
                try tx.run(
                    PostStatements.tryAgain, .integer(operation.id.rawValue), now.sqlValue,
                    isFirst ? now.sqlValue : .null, now.sqlValue)
                change.wakes.append(now)
            }
            try closeNotices(of: operation, now: now, in: tx)
            change.operations += 1
        }
        guard change.operations > 0 else { throw Self.nothing(post, all) }
        try record("post.retried", found, principal, now: now, in: tx)
        return change
    }

    /// A cancelled operation waits for the time it had; one whose time is past goes now, one that had none is a draft.
    private func giveBack(
        _ operation: OperationRecord, isFirst: Bool, now: Instant, in tx: any WriteTransaction,
        into change: inout PostChange
    ) throws {
        let due = try tx.first(PostStatements.dueOf, [.integer(operation.id.rawValue)]) { try $0.optionalInstant(0) }
        guard let due = due ?? nil else {
            try tx.run(
                PostStatements.setState, .integer(operation.id.rawValue), .text(OperationState.draft.rawValue), .null,
                now.sqlValue)
            return
        }
        let time = max(due, now)
        try tx.run(
            PostStatements.tryAgain, .integer(operation.id.rawValue), time.sqlValue, isFirst ? time.sqlValue : .null,
            now.sqlValue)
        change.wakes.append(time)
    }

    private static func nothing(_ post: PostID, _ all: [OperationRecord]) -> Problem {
        guard all.contains(where: { $0.state == .unknown }) else {
            return Problem.conflict(
                "nothing-to-retry", "Nothing of this post failed, was missed or was cancelled.",
                next: "smmctl why \(post)")
        }
        return Problem.conflict(
            "unknown-outcome", "Nobody knows yet whether it was published; sending again could double it.",
            next: "smmctl post resolve \(post) --published URL | --not-published --resend")
    }
}
