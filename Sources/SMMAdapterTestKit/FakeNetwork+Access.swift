import SMMAdapterKit
import SMMModel

extension FakeNetwork {
    func authorise(_ request: HTTPRequest, _ account: String) throws(FakeRefusal) {
        let values = request.headers.filter { $0.name.lowercased() == "authorization" }.map(\.value)
        guard values.count == 1, let value = values.first, value.hasPrefix("Bearer fake-") else {
            throw FakeRefusal(401, "no-credential", "Send Authorization: Bearer.")
        }
        let owner = String(value.dropFirst("Bearer fake-".count))
        guard !owner.isEmpty, !revoked.contains(owner) else {
            throw FakeRefusal(401, "credential-refused", "The credential is not valid.")
        }
        guard owner == account else { throw FakeRefusal(403, "not-yours", "The credential is for another account.") }
    }

    /// Counts the request against the account's limit.
    mutating func spend(_ account: String, now: Instant) throws(FakeRefusal) -> [HTTPField] {
        guard let most = rules.rateLimit else { return [] }
        var window = spent[account] ?? (now, 0)
        if now - window.from >= rules.rateWindow || now < window.from { window = (now, 0) }
        guard window.count < most else { throw FakeRefusal(429, "rate-limited", "Too many requests.") }
        window.count += 1
        spent[account] = window
        return limitHeaders(account, now: now)
    }

    func limitHeaders(_ account: String, now: Instant) -> [HTTPField] {
        guard let most = rules.rateLimit, let window = spent[account] else { return [] }
        let wait = ((window.from + rules.rateWindow) - now).count
        return [
            HTTPField("X-RateLimit-Limit", "\(most)"),
            HTTPField("X-RateLimit-Remaining", "\(max(0, most - window.count))"),
            HTTPField("X-RateLimit-Reset-After", "\(max(0, wait) / 1000 + 1)"),
        ]
    }

    mutating func upload(_ request: HTTPRequest, _ account: String) throws(FakeRefusal) -> HTTPResponse {
        let type = request.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
        guard ["image/jpeg", "image/png", "image/webp"].contains(type) else {
            throw FakeRefusal(415, "media-type", "Send a JPEG, PNG or WebP picture.")
        }
        guard !request.body.isEmpty else { throw FakeRefusal(422, "media-empty", "The picture has no bytes.") }
        let id = "m\(media.count + 1)"
        media[id] = (account, FakeMedium(type: type, byteCount: request.body.count, alt: nil))
        return FakeReply.json(200, .object(["id": .string(id)]))
    }
}
