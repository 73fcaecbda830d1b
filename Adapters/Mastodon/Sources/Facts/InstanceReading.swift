import SMMAdapterKit
import SMMModel

/// Reads what `/api/v2/instance` or `/api/v1/instance` says into facts.
struct InstanceReading: Sendable {
    private let body: JSONValue

    /// The reading; nil when this is not an instance's description.
    init?(_ body: JSONValue) {
        guard body["version"]?.filled != nil, body["domain"] != nil || body["uri"] != nil || body["title"] != nil
        else { return nil }
        self.body = body
    }

    /// The version as the server writes it.
    var version: String { String((body["version"]?.string ?? "").prefix(128)) }
    /// The name accounts have behind their second `@`; nil when it says none that can be one.
    var domain: String? {
        let text = body["domain"]?.filled ?? body["uri"]?.filled
        return text.flatMap { ServerAddress($0) }?.authority
    }
    /// `api_versions.mastodon`.
    var apiVersion: Int? { body["api_versions"]?["mastodon"]?.count }

    /// Whether this is Mastodon itself as far as the server says: its own numbering from 3 on, and no word of being
    /// compatible with it, as those say that are not.
    var numbersLikeMastodon: Bool {
        let text = version
        guard !text.lowercased().contains("(compatible"), let major = Int(text.prefix { $0.isASCII && $0.isNumber })
        else {
            return false
        }
        return (3...99).contains(major) && configuration?["statuses"]?["characters_reserved_per_url"]?.count != nil
    }

    private var configuration: JSONValue? { body["configuration"] }

    /// Everything of it that is kept.
    var facts: [String: String] {
        var facts = [AccountFact.server: version]
        facts[MastodonFact.apiVersion] = apiVersion.map(String.init)
        let statuses = configuration?["statuses"]
        let media = configuration?["media_attachments"]
        let polls = configuration?["polls"]
        // The names at the top level are Pleroma's (documentation, differences in responses).
        let numbers: [(String, Int?)] = [
            (AccountFact.maximumText, statuses?["max_characters"]?.count ?? body["max_toot_chars"]?.count),
            (
                AccountFact.maximumMedia,
                statuses?["max_media_attachments"]?.count ?? body["max_media_attachments"]?.count
            ),
            (MastodonFact.linkLength, statuses?["characters_reserved_per_url"]?.count),
            (MastodonFact.imageBytes, media?["image_size_limit"]?.count ?? body["upload_limit"]?.count),
            (MastodonFact.imagePixels, media?["image_matrix_limit"]?.count),
            (MastodonFact.videoBytes, media?["video_size_limit"]?.count ?? body["upload_limit"]?.count),
            (MastodonFact.videoPixels, media?["video_matrix_limit"]?.count),
            (MastodonFact.maximumAlt, media?["description_limit"]?.count ?? body["description_limit"]?.count),
            (MastodonFact.minimumAlt, media?["description_minimum"]?.count),
            (MastodonFact.pollOptions, polls?["max_options"]?.count ?? body["poll_limits"]?["max_options"]?.count),
            (
                MastodonFact.pollCharacters,
                polls?["max_characters_per_option"]?.count ?? body["poll_limits"]?["max_option_chars"]?.count
            ),
            (
                MastodonFact.pollMinimum,
                polls?["min_expiration"]?.count ?? body["poll_limits"]?["min_expiration"]?.count
            ),
            (
                MastodonFact.pollMaximum,
                polls?["max_expiration"]?.count ?? body["poll_limits"]?["max_expiration"]?.count
            ),
            (MastodonFact.profileFields, configuration?["accounts"]?["max_profile_fields"]?.count),
        ]
        // A zero says that nothing was configured; only for the choices of a poll does it mean what it says.
        for case (let name, let number?) in numbers where number > 0 || name == MastodonFact.pollOptions {
            facts[name] = String(number)
        }
        if polls == nil && body["poll_limits"] == nil { facts[MastodonFact.pollOptions] = "0" }
        facts[MastodonFact.mediaTypes] = types(media)
        return facts
    }

    private func types(_ media: JSONValue?) -> String? {
        guard let list = media?["supported_mime_types"]?.elements else { return nil }
        let types = list.prefix(200).compactMap(\.string).filter { type in
            type.utf8.count <= 100 && type.contains("/") && type.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        }
        return types.isEmpty ? nil : types.joined(separator: " ")
    }
}
