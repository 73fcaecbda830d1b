import SMMAdapterKit
import SMMModel

extension FakeNetwork {
    mutating func create(
        _ request: HTTPRequest, _ account: String, now: Instant
    ) throws(FakeRefusal) -> HTTPResponse {
        guard rules.kind != .recordKey, rules.kind != .container else {
            throw FakeRefusal(405, "method", "Posts are not made this way here.")
        }
        let key = request.headers.first { $0.name.lowercased() == "idempotency-key" }.map { account + "\n" + $0.value }
        if rules.kind == .idempotencyKey, let key, let known = keys[key], known.storedAt <= now,
            now - known.storedAt < rules.keyWindow, posts.indices.contains(known.post)
        {
            return made(posts[known.post])
        }
        let draft = try FakeDraft(request)
        let post = try insert(draft, id: nil, account, now: now)
        if rules.kind == .idempotencyKey, let key {
            keys[key] = FakeStoredKey(storedAt: now + rules.keyStoreDelay, post: posts.count - 1)
        }
        return made(post)
    }

    mutating func put(
        _ key: String, _ request: HTTPRequest, _ account: String, now: Instant
    ) throws(FakeRefusal) -> HTTPResponse {
        guard rules.kind == .recordKey else {
            throw FakeRefusal(405, "method", "Here the network chooses the ids.")
        }
        guard (1...64).contains(key.utf8.count), key.utf8.allSatisfy(Self.isKeyByte) else {
            throw FakeRefusal(400, "key", "A key has 1 to 64 letters, digits, hyphens.")
        }
        let draft = try FakeDraft(request)
        guard let index = byID[account + "/" + key] else { return made(try insert(draft, id: key, account, now: now)) }
        let post = posts[index]
        guard post.deletedAt == nil, post.firstText == draft.text, post.parent == draft.parent else {
            throw FakeRefusal(409, "record-exists", "There is another record at that key.")
        }
        return made(post)
    }

    mutating func edit(_ id: String, _ request: HTTPRequest, _ account: String) throws(FakeRefusal) -> HTTPResponse {
        let draft = try FakeDraft(request)
        guard let index = byID[account + "/" + id], posts[index].deletedAt == nil else {
            throw FakeRefusal(404, "post-not-found", "There is no such post.")
        }
        let media = try check(draft, account)
        var post = posts[index]
        post.text = draft.text
        post.media = media
        post.language = draft.language
        post.visibility = draft.visibility
        if post != posts[index] {
            post.edits += 1
            countChange()
        }
        posts[index] = post
        return made(post)
    }

    mutating func delete(_ id: String, _ account: String, now: Instant) throws(FakeRefusal) -> HTTPResponse {
        guard let index = byID[account + "/" + id], posts[index].deletedAt == nil else {
            throw FakeRefusal(404, "post-not-found", "There is no such post.")
        }
        posts[index].deletedAt = now
        countChange()
        return FakeReply.json(200, .object(["id": .string(id), "deleted": .bool(true)]))
    }

    func get(_ id: String, _ account: String) throws(FakeRefusal) -> HTTPResponse {
        guard rules.kind != .blind else { throw FakeRefusal(403, "no-read", "This network cannot be read.") }
        guard let index = byID[account + "/" + id], posts[index].deletedAt == nil else {
            throw FakeRefusal(404, "post-not-found", "There is no such post.")
        }
        return FakeReply.json(200, view(posts[index]))
    }

    /// Makes the post visible.
    mutating func insert(
        _ draft: FakeDraft, id: String?, _ account: String, now: Instant
    ) throws(FakeRefusal) -> FakePost {
        let media = try check(draft, account)
        if rules.refusesRepeats, isRepeat(draft, account, now: now) {
            throw FakeRefusal(403, "duplicate", "You have said that already.")
        }
        let post = FakePost(
            id: id ?? "p\(posts.count + 1)", account: account, text: draft.text, firstText: draft.text, media: media,
            parent: draft.parent, language: draft.language, visibility: draft.visibility, tag: draft.tag,
            createdAt: now)
        append(post)
        return post
    }

    /// Makes the same post again under another id: the network's own mistake.
    mutating func repeatEffect(_ post: FakePost, now: Instant) {
        append(
            FakePost(
                id: "\(post.id)-again", account: post.account, text: post.text, firstText: post.firstText,
                media: post.media, parent: post.parent, language: post.language, visibility: post.visibility,
                tag: post.tag, createdAt: now))
    }

    private mutating func append(_ post: FakePost) {
        byID[post.account + "/" + post.id] = posts.count
        posts.append(post)
    }

    func check(_ draft: FakeDraft, _ account: String) throws(FakeRefusal) -> [FakeMedium] {
        let pairs = draft.mediaIDs
        guard pairs.count <= rules.maximumMedia else { throw FakeRefusal(422, "media-too-many", "Too many media.") }
        guard draft.text.count <= rules.maximumText else {
            throw FakeRefusal(422, "text-too-long", "At most \(rules.maximumText) characters.")
        }
        guard !draft.text.allSatisfy(\.isWhitespace) || !pairs.isEmpty else {
            throw FakeRefusal(422, "text-empty", "A post needs text or media.")
        }
        if let parent = draft.parent {
            guard let index = byID[account + "/" + parent], posts[index].deletedAt == nil else {
                throw FakeRefusal(422, "parent-not-found", "There is no post \(parent) to answer.")
            }
            guard draft.root == root(of: posts[index]).id else {
                throw FakeRefusal(422, "root-wrong", "The post \(parent) does not belong to that thread.")
            }
        }
        var media: [FakeMedium] = []
        for (id, alt) in pairs {
            guard let known = self.media[id], known.account == account else {
                throw FakeRefusal(422, "media-not-found", "There is no medium \(id).")
            }
            media.append(FakeMedium(type: known.medium.type, byteCount: known.medium.byteCount, alt: alt))
        }
        return media
    }

    private func root(of post: FakePost) -> FakePost {
        var root = post
        while let parent = root.parent, let index = byID[root.account + "/" + parent] { root = posts[index] }
        return root
    }

    private func isRepeat(_ draft: FakeDraft, _ account: String, now: Instant) -> Bool {
        posts.contains {
            $0.account == account && $0.parent == draft.parent && $0.text == draft.text && $0.deletedAt == nil
                && now - $0.createdAt < .hours(24)
        }
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
    }

    func made(_ post: FakePost) -> HTTPResponse { FakeReply.json(200, view(post)) }

    func view(_ post: FakePost) -> FakeJSON {
        .object([
            "id": .string(post.id),
            "url": .string("https://fake.example/\(post.account)/\(post.id)"),
            "text": .string(post.text),
            "parent": .text(post.parent),
            "media": .array(post.media.map { .object(["type": .string($0.type), "alt": .text($0.alt)]) }),
            "created_at": .number(Double(post.createdAt.milliseconds)),
        ])
    }
}
