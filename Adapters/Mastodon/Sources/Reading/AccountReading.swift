import SMMAdapterKit
import SMMModel

/// An account as a server tells it, its own or somebody else's.
struct AccountReading: Sendable {
    let id: String
    let body: JSONValue

    /// The account; nil unless it has a usable id and a name.
    init?(_ body: JSONValue?) {
        guard let body, let id = RemoteID.read(body["id"]),
            body["acct"]?.filled != nil || body["username"]?.filled != nil
        else { return nil }
        self.id = id
        self.body = body
    }

    /// `ann` or `ann@example.social`, as the server writes it.
    private var acct: String { String((body["acct"]?.filled ?? body["username"]?.filled ?? "").prefix(320)) }
    /// The address of the profile.
    var url: String? { StatusReading.address(body["url"]) }
    var name: String? { body["display_name"]?.filled }
    var isLocked: Bool { body["locked"]?.bool ?? false }
    var isBot: Bool { body["bot"]?.bool ?? false }
    var isSuspended: Bool { body["suspended"]?.bool ?? false }
    var isSilenced: Bool { body["limited"]?.bool ?? false }
    var hasMoved: Bool { body["moved"]?.members != nil }
    var statuses: Int? { body["statuses_count"]?.count }

    /// `@ann@example.social`; `domain` is for accounts of the server itself.
    func handle(domain: String) -> String { "@" + (acct.contains("@") ? acct : "\(acct)@\(domain)") }

    /// As the author of something.
    func author(domain: String) -> RemoteAuthor {
        RemoteAuthor(remoteID: id, handle: handle(domain: domain), name: name, url: url)
    }

    /// As a profile. The source's own words are taken where they are given, else plain text of the HTML.
    func profile(domain: String) -> RemoteProfile {
        let source = body["source"]
        let fields = source?["fields"]?.elements.map { Self.fields($0) { $0 } }
        return RemoteProfile(
            handle: handle(domain: domain), name: name ?? "",
            about: source?["note"]?.string ?? PlainText.of(body["note"]?.string ?? ""),
            fields: fields ?? Self.fields(body["fields"]?.elements ?? [], PlainText.of),
            avatar: StatusReading.address(body["avatar"]), header: StatusReading.address(body["header"]), url: url,
            followers: body["followers_count"]?.count, following: body["following_count"]?.count, posts: statuses)
    }

    private static func fields(_ list: [JSONValue], _ plain: (String) -> String) -> [RemoteProfile.Field] {
        list.prefix(100).compactMap { field in
            guard let name = field["name"]?.string else { return nil }
            return RemoteProfile.Field(plain(name), plain(field["value"]?.string ?? ""))
        }
    }
}
