import SMMAPI
import SMMModel
import SMMPublishing
import SMMStore

/// What a person must know, most urgent first, each thing once.
struct AttentionList {
    /// More than this is a list, not a warning.
    private static let limit = 50

    let snapshot: StatusSnapshot
    let directory: AccountDirectory
    let now: Instant

    /// - Parameter seesDaemon: whether what concerns the daemon as a whole is shown too.
    func items(_ brands: Set<BrandID>, seesDaemon: Bool) -> [AttentionItem] {
        var ranked: [(rank: Int, at: Int64, item: AttentionItem)] = []
        let notices = snapshot.notices.filter { notice in
            isFresh(notice) && (notice.brand.map { brands.contains($0) } ?? seesDaemon)
        }
        for notice in notices { ranked.append((rank(notice.severity), notice.createdAt.milliseconds, item(notice))) }
        let told = Set(notices.compactMap { notice in notice.post.map { "\(notice.kind) \($0)" } })
        for question in questions(brands) where !told.contains("\(question.state.rawValue) \(question.post)") {
            ranked.append((0, 0, item(question)))
        }
        for hold in snapshot.holds where hold.brand.map({ brands.contains($0) }) ?? true {
            guard !snapshot.idleHolds.contains(hold.id), !isTold(hold, notices) else { continue }
            ranked.append((hold.reason == .approval ? 2 : 1, hold.placedAt.milliseconds, item(hold)))
        }
        ranked.sort { ($0.rank, $0.at) < ($1.rank, $1.at) }
        return ranked.prefix(Self.limit).map(\.item)
    }

    /// A summary of a time off says its piece for a day; what is merely refused or over, and a credential
    /// that a person takes back, for a week.
    private func isFresh(_ notice: StatusSnapshot.Notice) -> Bool {
        let age = now - notice.createdAt
        switch notice.kind {
        case "outage", "test": return age < .days(1)
        case "failed", "expired", "revoke": return age < .days(7)
        default: return notice.severity != "info" || age < .days(1)
        }
    }

    private func rank(_ severity: String) -> Int {
        severity == "critical" ? 0 : severity == "warning" ? 1 : 3
    }

    private func item(_ notice: StatusSnapshot.Notice) -> AttentionItem {
        AttentionItem(
            kind: notice.kind, message: notice.subject, next: notice.command, brand: notice.brand.map(reference),
            post: notice.post, account: notice.account)
    }

    /// One question for each post, however many parts or accounts it has.
    private func questions(_ brands: Set<BrandID>) -> [StatusSnapshot.Question] {
        var seen: Set<String> = []
        return snapshot.questions.filter { question in
            brands.contains(question.brand) && seen.insert("\(question.state.rawValue) \(question.post)").inserted
        }
    }

    private func item(_ question: StatusSnapshot.Question) -> AttentionItem {
        let isUnknown = question.state == .unknown
        let account = directory.account(question.account)?.name ?? "\(question.account)"
        return AttentionItem(
            kind: question.state.rawValue,
            message: isUnknown
                ? "Nobody knows whether a post was published to “\(account)”; look there and say."
                : "A post for “\(account)” missed its time: send it now, or let it go.",
            next: isUnknown
                ? "smmctl post resolve \(question.post) --published URL | --not-published"
                : "smmctl post retry \(question.post) | smmctl post cancel \(question.post)",
            brand: reference(question.brand), post: question.post, account: question.account)
    }

    private func isTold(_ hold: Hold, _ notices: [StatusSnapshot.Notice]) -> Bool {
        let kind = hold.reason == .auth ? AuthHold.noticeKind : hold.reason.rawValue
        return notices.contains { notice in
            guard notice.kind == kind else { return false }
            switch hold.scope {
            case .everything: return true
            case .account(let id): return notice.account == id
            case .post(let id): return notice.post == id
            case .operation: return notice.brand == hold.brand && notice.kind == HoldReason.poison.rawValue
            case .brand: return notice.brand == hold.brand
            }
        }
    }

    private func item(_ hold: Hold) -> AttentionItem {
        var item = AttentionItem(
            kind: "hold", message: "\(what(hold.scope)) held (\(hold.reason.rawValue)): \(hold.detail)",
            next: "smmctl hold release \(hold.id)", brand: hold.brand.map(reference))
        if case .post(let id) = hold.scope { item.post = id }
        if case .account(let id) = hold.scope { item.account = id }
        if hold.reason == .fuse, case .account(let id) = hold.scope { item.next = "smmctl fuse reset \(id)" }
        return item
    }

    private func what(_ scope: HoldScope) -> String {
        switch scope {
        case .everything: "Everything is"
        case .brand(let id): "The brand “\(reference(id).name)” is"
        case .account(let id): "The account “\(directory.account(id)?.name ?? "\(id)")” is"
        case .post: "A post is"
        case .operation: "An operation is"
        }
    }

    private func reference(_ brand: BrandID) -> BrandReference {
        BrandReference(id: brand, name: directory.brand(brand)?.name ?? brand.description)
    }
}
