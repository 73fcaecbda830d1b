import SMMAdapterKit
package import SMMDatabase
package import SMMModel
import SMMStore

extension PostWriter {
    /// Takes a person's word for what became of unknown operations, on one account or on all.
    ///
    /// - Throws: `Problem`: `nothing-unknown` (409); `url-invalid` (422); `several-unknown` (409) when one address is
    ///   given for more than one unknown operation.
    package func resolve(
        _ post: PostID, _ resolution: PostResolution, account: AccountID? = nil, ifMatch: Int64? = nil,
        by principal: Principal, now: Instant, in tx: any WriteTransaction
    ) throws -> PostChange {
        let found = try find(post, needs: .approver, to: "resolve a post", ifMatch: ifMatch, by: principal, in: tx)
        let unknown = try operations(of: post, in: tx).filter {
            $0.state == .unknown && (account == nil || $0.account == account)
        }
        guard let first = unknown.first else {
            throw Problem.conflict(
                "nothing-unknown", "Nothing of this post is unknown.", next: "smmctl why \(post)")
        }
        var change = PostChange(post: post)
        switch resolution {
        case .published(let url):
            guard url.hasPrefix("https://") || url.hasPrefix("http://") || url.hasPrefix("file:///"),
                url.utf8.count < 2048, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else {
                throw Problem.invalid(
                    "url-invalid", "That is not the address of a post.", given: url, allowed: "https://…",
                    next: "Copy the permalink from the account and try again.")
            }
            guard unknown.count == 1 else {
                throw Problem.conflict(
                    "several-unknown", "\(unknown.count) operations of this post are unknown; one address fits one.",
                    next: "Name the account: smmctl post resolve \(post) --account NAME --published URL")
            }
            try adopt(first, url: url, now: now, in: tx, into: &change)
        case .notPublished(let resend):
            for operation in unknown { try notThere(operation, resend: resend, now: now, in: tx, into: &change) }
        }
        for operation in unknown {
            change.settled[operation.id] = operation.account
            try closeNotices(of: operation, now: now, in: tx)
        }
        try record("post.resolved", found, principal, detail: Self.name(resolution), now: now, in: tx)
        return change
    }

    private func adopt(
        _ operation: OperationRecord, url: String, now: Instant, in tx: any WriteTransaction,
        into change: inout PostChange
    ) throws {
        let receipt = Receipt(remoteID: url, url: url, values: ["source": "person"])
        try tx.run(
            PostStatements.resolvePublished, .integer(operation.id.rawValue), .text(try JSONText.encode(receipt)),
            now.sqlValue)
        if operation.part + 1 < operation.parts {
            try tx.run(
                OperationStatements.releaseNext, .integer(operation.post.rawValue), .integer(operation.id.rawValue),
                now.sqlValue)
        }
        if operation.cancelRequested {
            try insertFollowUp(.delete, on: operation, revision: operation.revision, now: now, in: tx)
        }
        change.wakes.append(now)
        change.operations += 1
    }

    private func notThere(
        _ operation: OperationRecord, resend: Bool, now: Instant, in tx: any WriteTransaction,
        into change: inout PostChange
    ) throws {
        if resend && !operation.cancelRequested {
            change.settled.merge(try store.clearLaterParts(of: operation, now: now, in: tx)) { $1 }
            // Of a copy made long before, its time may be still to come.
            let time = max(now, operation.due)
            try tx.run(
                PostStatements.tryAgain, .integer(operation.id.rawValue), time.sqlValue, time.sqlValue, now.sqlValue)
            change.wakes.append(time)
        } else {
            let failure = Failure("not-published", "A person found that it was not published.")
            try tx.run(
                PostStatements.resolveNotPublished, .integer(operation.id.rawValue),
                .text(try JSONText.encode(failure)), now.sqlValue)
            change.settled.merge(try store.failLaterParts(of: operation, now: now, in: tx)) { $1 }
        }
        change.operations += 1
    }

    private static func name(_ resolution: PostResolution) -> String {
        switch resolution {
        case .published(let url): "published at \(url)"
        case .notPublished(let resend): resend ? "not published, send again" : "not published"
        }
    }
}
