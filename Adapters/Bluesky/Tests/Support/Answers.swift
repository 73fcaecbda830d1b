import SMMAdapterKit
import SMMAdapterTestKit

/// Answers as servers give them.
enum Answers {
    static func json(_ body: FakeJSON, status: Int = 200, headers: [HTTPField] = []) -> HTTPResponse {
        FakeReply.json(status, body, headers: headers)
    }

    static func error(_ status: Int, _ name: String, headers: [HTTPField] = []) -> HTTPResponse {
        json(
            .object(["error": .string(name), "message": .string("As the test says.")]), status: status, headers: headers
        )
    }

    static func plain(_ status: Int, _ text: String = "bad thing") -> HTTPResponse {
        HTTPResponse(status: status, headers: [HTTPField("Content-Type", "text/plain")], body: Array(text.utf8))
    }

    /// A token with these claims; its signature is none.
    static func token(scope: String, ends: Int64, id: String = "1") -> String {
        let claims = FakeJSON.object([
            "scope": .string(scope), "exp": .number(Double(ends)), "jti": .string(id), "sub": .string(Place.did),
        ])
        return "e30." + base64(claims.bytes) + ".sig"
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var text = ""
        var bits = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(letters[bits >> count & 63])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { text.append(letters[bits << (6 - count) & 63]) }
        return text
    }

    static func session(_ scope: String = "com.atproto.appPass", ends: Int64 = 1_795_435_200, id: String = "1")
        -> FakeJSON
    {
        .object([
            "accessJwt": .string(token(scope: scope, ends: ends, id: id)),
            "refreshJwt": .string(token(scope: "com.atproto.refresh", ends: ends + 7_776_000, id: id)),
            "did": .string(Place.did), "handle": .string(Place.handle), "active": .bool(true),
        ])
    }

    static func record(_ key: String, _ cid: String, _ value: FakeJSON, collection: String = "app.bsky.feed.post")
        -> FakeJSON
    {
        .object([
            "uri": .string("at://\(Place.did)/\(collection)/\(key)"), "cid": .string(cid), "value": value,
        ])
    }
}
