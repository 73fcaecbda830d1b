import SMMAdapterKit
import SMMModel

/// Puts together what is kept of an account: its server's description, itself, and what its listing shows.
struct FactsGathering {
    let session: ServerSession
    let instance: InstanceReading
    let account: AccountReading
    /// What was known of the account before; empty for a new one.
    var former: [String: String] = [:]

    /// The server's one address and the account's id there.
    var identity: String { "\(session.server.origin)#\(account.id)" }
    /// `@ann@example.social`.
    var handle: String { account.handle(domain: instance.domain ?? session.server.authority) }

    /// What a person should look at.
    var remarks: [String] {
        var remarks: [String] = []
        if account.isLocked {
            remarks.append("The account is locked: who wants to follow it waits until a person agrees on the server.")
        }
        if account.isBot { remarks.append("The account carries the mark of an automated account.") }
        if account.isSuspended { remarks.append("The account is suspended; ask the server's administrator.") }
        if account.isSilenced {
            remarks.append("The account is limited by the server: its public posts go out as unlisted.")
        }
        if account.hasMoved { remarks.append("The account has moved to another; connect that one instead.") }
        if let least = instance.facts[MastodonFact.minimumAlt] {
            remarks.append("The server wants descriptions of media with at least \(least) characters.")
        }
        return remarks
    }

    /// Whether the server is Mastodon itself as far as it shows: by how it numbers itself and how it makes ids.
    ///
    /// An id of letters is a ULID or the like, which Mastodon never makes.
    private var isLikeMastodon: Bool {
        instance.numbersLikeMastodon
            && account.id.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// All facts. Those of a listing that is not answered now stay as they were.
    func facts(scopes: [String]?) async -> [String: String] {
        var facts = instance.facts
        facts[AccountFact.identity] = identity
        facts[AccountFact.handle] = handle
        facts[MastodonFact.scopes] = scopes?.joined(separator: " ")
        if isLikeMastodon {
            facts[MastodonFact.counting] = ServerFacts.Counting.weighted.rawValue
            if (instance.apiVersion ?? 0) > 0 { facts[MastodonFact.keyWindow] = "1h" }
        } else {
            facts[MastodonFact.counting] = ServerFacts.Counting.codePoints.rawValue
            facts[MastodonFact.apiVersion] = nil
        }
        do {
            let answer = try await session.ask(OwnStatuses.first(session, account: account.id))
            if let list = answer.body.elements {
                addListing(list, to: &facts)
            } else {
                keepListing(in: &facts)
            }
        } catch {
            // A refusal is an answer: there is no listing then, and the rest of the facts holds without it.
            if case .again = error { keepListing(in: &facts) }
        }
        return facts
    }

    private func keepListing(in facts: inout [String: String]) {
        guard former[AccountFact.identity] == identity else { return }
        for name in [MastodonFact.listing, MastodonFact.textOnly] { facts[name] = former[name] }
    }

    private func addListing(_ list: [JSONValue], to facts: inout [String: String]) {
        // An empty listing of an account that has posts is a call the server does not really have.
        if !list.isEmpty || account.statuses == 0 { facts[MastodonFact.listing] = "complete" }
        let hasTextOnly = list.contains { status in
            status["reblog"] == nil && status["in_reply_to_id"] == nil
                && (status["media_attachments"]?.elements?.isEmpty ?? false)
        }
        // Its name and that none of its posts is without a picture, together: neither says it alone.
        if !hasTextOnly && instance.isForPhotos { facts[MastodonFact.textOnly] = "refused" }
    }
}

extension InstanceReading {
    /// Whether the server names a program made for photographs, which takes no post without one.
    fileprivate var isForPhotos: Bool { version.lowercased().contains("(compatible; pixelfed") }
}
