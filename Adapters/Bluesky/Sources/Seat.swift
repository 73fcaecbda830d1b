import SMMAdapterKit
import SMMModel

/// Where an account stands and with what it asks.
struct Seat: Sendable, Hashable {
    /// The account's DID.
    let did: String
    /// The address of the account's server.
    let pds: String
    /// What people call the account.
    let handle: String
    /// The beginning of addresses people open.
    let web: String
    private let facts: [String: String]
    private let authorization: Secret?

    /// Where `account` stands; refused when it was never connected or there is no credential.
    init(_ account: AccountProfile, _ credential: Credential?) throws(Refusal) {
        guard let (did, pds) = Self.place(of: account) else {
            throw .reauth(Failure("account-not-connected", "The account's server is not known; connect it again."))
        }
        guard let authorization = credential?.bearer() else {
            throw .reauth(Failure("credential-missing", "There is no credential for the account; connect it again."))
        }
        self.did = did
        self.pds = pds.origin
        self.handle = account.facts[AccountFact.handle] ?? account.settings["handle"] ?? did
        self.web =
            (account.settings[BlueskyFact.web] ?? account.facts[BlueskyFact.web]).flatMap {
                ServerAddress(exactly: $0)?.origin
            }
            ?? BlueskyManifest.defaultWeb
        self.facts = account.facts
        self.authorization = authorization
    }

    /// Who `account` is and the address of its server; nil when it was never connected, or what is known of it is no DID
    /// or no address.
    static func place(of account: AccountProfile) -> (did: String, pds: ServerAddress)? {
        guard let did = account.facts[AccountFact.identity], Identifier.isDID(did),
            let pds = (account.facts[BlueskyFact.pds] ?? account.settings["server"]).flatMap({
                ServerAddress(exactly: $0)
            })
        else { return nil }
        return (did, pds)
    }

    /// The account's server.
    var server: XRPC { XRPC(pds, authorization: authorization) }

    /// The chat service behind the account's server; nil where the session may not use it.
    var chat: XRPC? {
        guard facts[BlueskyFact.chat] == "yes" else { return nil }
        return XRPC(
            pds, authorization: authorization, proxy: facts[BlueskyFact.chatService] ?? BlueskyManifest.defaultChat)
    }

    /// The address of the service that takes videos.
    var videoService: String {
        facts[BlueskyFact.videoService].flatMap { ServerAddress(exactly: $0)?.origin } ?? BlueskyManifest.defaultVideo
    }

    /// The URI of a record of the account.
    func uri(_ collection: String, _ key: String) -> String { "at://\(did)/\(collection)/\(key)" }

    /// The address people open for a post; nil for what is none.
    func permalink(_ uri: String) -> String? {
        guard let parts = RecordURI(uri), parts.collection == Collection.post else { return nil }
        return "\(web)/profile/\(parts.authority)/post/\(parts.key)"
    }
}
