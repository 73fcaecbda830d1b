import Crypto
import FoundationEssentials
import SMMAtproto
import SMMModel

/// A token of the fake server: a real JWT with a signature of its own.
struct FakeBlueskyToken: Hashable {
    static let refreshScope = "com.atproto.refresh"
    static let accessScope = "com.atproto.access"
    static let appScope = "com.atproto.appPass"
    static let privilegedScope = "com.atproto.appPassPrivileged"

    /// `com.atproto.…`; nil for a token to another service.
    var scope: String?
    var did: String
    var id: String
    var session: String?
    var audience: String
    var method: String?
    /// Seconds since 1970.
    var issued: Int64
    var expires: Int64

    private static let key = SymmetricKey(data: Array("fake-bluesky".utf8))

    var text: String {
        var payload: [String: ATValue] = [
            "sub": .string(did), "jti": .string(id), "aud": .string(audience), "iat": .integer(issued),
            "exp": .integer(expires),
        ]
        if let scope { payload["scope"] = .string(scope) } else { payload["iss"] = .string(did) }
        if let session { payload["sid"] = .string(session) }
        if let method { payload["lxm"] = .string(method) }
        let header: ATValue = ["typ": .string(scope == Self.refreshScope ? "refresh+jwt" : "at+jwt"), "alg": "HS256"]
        let body = [header, ATValue.map(payload)].map { Base64Text.encode($0.json, forURL: true) }.joined(
            separator: ".")
        return body + "." + Self.signature(body)
    }

    /// The token of a text; nil when it is none of ours.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == Self.signature("\(parts[0]).\(parts[1])"),
            let bytes = Base64Text.decode(parts[1], forURL: true), let payload = try? ATValue(json: bytes),
            let did = payload["sub"]?.string, let id = payload["jti"]?.string, let audience = payload["aud"]?.string,
            let issued = payload["iat"]?.integer, let expires = payload["exp"]?.integer
        else { return nil }
        self.init(
            scope: payload["scope"]?.string, did: did, id: id, session: payload["sid"]?.string, audience: audience,
            method: payload["lxm"]?.string, issued: issued, expires: expires)
    }

    init(
        scope: String?, did: String, id: String, session: String? = nil, audience: String, method: String? = nil,
        issued: Int64, expires: Int64
    ) {
        self.scope = scope
        self.did = did
        self.id = id
        self.session = session
        self.audience = audience
        self.method = method
        self.issued = issued
        self.expires = expires
    }

    func hasExpired(_ now: Instant) -> Bool { Instant(seconds: expires) <= now }

    private static func signature(_ text: String) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array(text.utf8))
        return Base64Text.encode(Array(code.finalize()), forURL: true)
    }
}
