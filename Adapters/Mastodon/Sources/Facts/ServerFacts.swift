import SMMAdapterKit
import SMMModel

/// The facts of an account in their types, each with what a stock Mastodon server does where nothing is known.
///
/// Stock numbers: Mastodon's own instance answer (documentation, entities/Instance).
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
    var linkLength: Int { number(MastodonFact.linkLength) ?? 23 }
    var listingIsComplete: Bool { facts[MastodonFact.listing] == "complete" }
    var allowsTextOnly: Bool { facts[MastodonFact.textOnly] != "refused" }
    var maximumText: Int { number(AccountFact.maximumText) ?? 500 }
    var maximumMedia: Int { number(AccountFact.maximumMedia) ?? 4 }
    var maximumAlt: Int { number(MastodonFact.maximumAlt) ?? 1500 }
    var minimumAlt: Int { number(MastodonFact.minimumAlt) ?? 0 }
    var pollOptions: Int { number(MastodonFact.pollOptions) ?? 4 }
    var pollCharacters: Int { number(MastodonFact.pollCharacters) ?? 50 }
    var pollMinimum: Int { number(MastodonFact.pollMinimum) ?? 300 }
    var pollMaximum: Int { number(MastodonFact.pollMaximum) ?? 2_629_746 }
    var profileFields: Int { number(MastodonFact.profileFields) ?? 4 }
    var imageBytes: Int64 { Int64(number(MastodonFact.imageBytes) ?? 16_777_216) }
    var imagePixels: Int64 { Int64(number(MastodonFact.imagePixels) ?? 33_177_600) }
    var videoBytes: Int64 { Int64(number(MastodonFact.videoBytes) ?? 103_809_024) }
    var videoPixels: Int64 { Int64(number(MastodonFact.videoPixels) ?? 8_294_400) }
    var mediaTypes: [String]? { facts[MastodonFact.mediaTypes]?.split(separator: " ").map(String.init) }
    /// Quotes are dropped without a word by servers that do not know them; version 7 is Mastodon 4.5.
    var quotes: Bool { apiVersion >= 7 }

    private func number(_ name: String) -> Int? {
        facts[name].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
    }
}
