import SMMAdapterKit
import SMMModel

/// The facts of an account in their types. Limits the server did not say are nil: then the manifest's count.
struct ServerFacts: Sendable, Hashable {
    /// How text is counted.
    enum Counting: String, Sendable {
        case weighted
        case codePoints = "code-points"
    }

    private let facts: [String: String]

    init(_ facts: [String: String]) { self.facts = facts }

    /// Whether anything is known.
    var isKnown: Bool { facts[AccountFact.identity] != nil }
    /// The id of the account on its server: what stands behind the last `#` of the identity.
    var accountID: String? {
        guard let identity = facts[AccountFact.identity], let mark = identity.lastIndex(of: "#") else { return nil }
        let id = String(identity[identity.index(after: mark)...])
        return RemoteID.isValid(id) ? id : nil
    }
    var handle: String? { facts[AccountFact.handle] }
    var apiVersion: Int { number(MastodonFact.apiVersion) ?? 0 }
    var honoursKeys: Bool { facts[MastodonFact.keyWindow] == "1h" }
    var counting: Counting {
        // Code points without discount are the strictest count of any known server.
        facts[MastodonFact.counting].flatMap(Counting.init(rawValue:)) ?? (isKnown ? .codePoints : .weighted)
    }
    var linkLength: Int? { number(MastodonFact.linkLength) }
    var listingIsComplete: Bool { facts[MastodonFact.listing] == "complete" }
    var allowsTextOnly: Bool { facts[MastodonFact.textOnly] != "refused" }
    var maximumText: Int? { number(AccountFact.maximumText) }
    var maximumMedia: Int? { number(AccountFact.maximumMedia) }
    var maximumAlt: Int? { number(MastodonFact.maximumAlt) }
    var minimumAlt: Int { number(MastodonFact.minimumAlt) ?? 0 }
    var pollOptions: Int? { number(MastodonFact.pollOptions) }
    var pollCharacters: Int? { number(MastodonFact.pollCharacters) }
    var pollMinimum: Int? { number(MastodonFact.pollMinimum) }
    var pollMaximum: Int? { number(MastodonFact.pollMaximum) }
    var profileFields: Int? { number(MastodonFact.profileFields) }
    var imageBytes: Int64? { number(MastodonFact.imageBytes).map(Int64.init) }
    var imagePixels: Int64? { number(MastodonFact.imagePixels).map(Int64.init) }
    var videoBytes: Int64? { number(MastodonFact.videoBytes).map(Int64.init) }
    var videoPixels: Int64? { number(MastodonFact.videoPixels).map(Int64.init) }
    var mediaTypes: [String]? { facts[MastodonFact.mediaTypes]?.split(separator: " ").map(String.init) }
    /// Quotes are dropped without a word by servers that do not know them; version 7 is Mastodon 4.5.
    var quotes: Bool { apiVersion >= 7 }

    private func number(_ name: String) -> Int? {
        facts[name].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
    }
}
