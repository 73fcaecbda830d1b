import SMMAdapterKit
import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// `app.bsky.*` but video; nil for another method.
    mutating func view(
        _ method: String, _ call: XRPCCall, verb: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> HTTPResponse? {
        let known: Set<String> = [
            "app.bsky.actor.getProfile", "app.bsky.feed.getPosts", "app.bsky.feed.getPostThread",
            "app.bsky.notification.listNotifications", "app.bsky.notification.updateSeen",
            "app.bsky.notification.getUnreadCount",
        ]
        guard known.contains(method) else { return nil }
        try demand(verb, call)
        let viewer = try access(call, now: now).did
        switch method {
        case "app.bsky.actor.getProfile":
            guard let account = account(try parameter(call, "actor")) else { throw .invalid("Profile not found") }
            return FakeBlueskyReply.json(detailed(account))
        case "app.bsky.feed.getPosts":
            let uris = call.parameters("uris")
            guard !uris.isEmpty, uris.count <= 25 else { throw .invalid("uris must have 1 to 25 elements") }
            return FakeBlueskyReply.json(["posts": .array(uris.compactMap { post($0, viewer: viewer) })])
        case "app.bsky.feed.getPostThread":
            let uri = try parameter(call, "uri")
            let depth = min(100, Int(call.parameter("depth") ?? "6") ?? 6)
            let height = min(80, Int(call.parameter("parentHeight") ?? "80") ?? 80)
            guard let thread = thread(uri, viewer: viewer, depth: depth, height: height) else {
                throw FakeBlueskyRefusal(400, "NotFound", "Post not found: \(uri)")
            }
            return FakeBlueskyReply.json(["thread": thread])
        default: return try notification(method, call, viewer, now: now)
        }
    }

    /// Where someone's pictures are.
    private func picture(_ blob: ATBlob, _ did: String, _ kind: String) -> ATValue {
        .string("https://cdn.example/img/\(kind)/plain/\(did)/\(blob.ref)@jpeg")
    }

    /// `app.bsky.actor.defs#profileView`, which is a `profileViewBasic` too.
    func basic(_ did: String) -> [String: ATValue] {
        let profile = repos[did]?["app.bsky.actor.profile", "self"]?.value
        var view: [String: ATValue] = [
            "did": .string(did), "handle": .string(accounts[did]?.handle ?? "handle.invalid"),
        ]
        if let name = profile?["displayName"] { view["displayName"] = name }
        if let avatar = ATBlob(profile?["avatar"]) { view["avatar"] = picture(avatar, did, "avatar") }
        return view
    }

    private func detailed(_ account: FakeBlueskyAccount) -> ATValue {
        let profile = repos[account.did]?["app.bsky.actor.profile", "self"]?.value
        var view = basic(account.did)
        for name in ["description", "pronouns", "website", "pinnedPost"] { view[name] = profile?[name] }
        if let banner = ATBlob(profile?["banner"]) { view["banner"] = picture(banner, account.did, "banner") }
        view["followersCount"] = .integer(
            Int64(
                repos.values.count {
                    Self.records($0, "app.bsky.graph.follow").contains { $0["subject"]?.string == account.did }
                }))
        view["followsCount"] = .integer(Int64(repos[account.did]?.records["app.bsky.graph.follow"]?.count ?? 0))
        view["postsCount"] = .integer(Int64(repos[account.did]?.records["app.bsky.feed.post"]?.count ?? 0))
        view["createdAt"] = account.createdAt.datetime
        return .map(view)
    }

    private static func records(_ repo: FakeBlueskyRepo, _ collection: String) -> [ATValue] {
        (repo.records[collection] ?? [:]).values.map(\.value)
    }

    /// `app.bsky.feed.defs#postView`; nil for what does not stand or is no post.
    func post(_ uri: String, viewer: String) -> ATValue? {
        guard let address = ATURI(uri), address.collection?.text == "app.bsky.feed.post",
            let did = account(address.authority.text)?.did, let key = address.key?.text,
            let record = repos[did]?["app.bsky.feed.post", key]
        else { return nil }
        let uri = "at://\(did)/app.bsky.feed.post/\(key)"
        func count(_ collection: String, _ names: (ATValue) -> Bool) -> ATValue {
            .integer(Int64(repos.values.reduce(0) { $0 + Self.records($1, collection).count(where: names) }))
        }
        var view: [String: ATValue] = [
            "uri": .string(uri), "cid": .string(record.cid), "author": .map(basic(did)), "record": record.value,
            "indexedAt": record.indexedAt.datetime, "bookmarkCount": 0, "labels": [],
            "likeCount": count("app.bsky.feed.like") { $0["subject"]?["uri"]?.string == uri },
            "repostCount": count("app.bsky.feed.repost") { $0["subject"]?["uri"]?.string == uri },
            "replyCount": count("app.bsky.feed.post") { $0["reply"]?["parent"]?["uri"]?.string == uri },
            "quoteCount": count("app.bsky.feed.post") { Self.quoted($0)?["uri"]?.string == uri },
        ]
        let like = repos[viewer]?.records["app.bsky.feed.like"]?
            .first { $0.value.value["subject"]?["uri"]?.string == uri }?.key
        view["viewer"] = .map(like.map { ["like": .string("at://\(viewer)/app.bsky.feed.like/\($0)")] } ?? [:])
        if let embed = record.value["embed"].flatMap({ embed($0, did) }) { view["embed"] = embed }
        return .map(view)
    }

    /// The reference to the post that a post quotes.
    static func quoted(_ record: ATValue) -> ATValue? {
        switch record["embed"]?.type {
        case "app.bsky.embed.record": record["embed"]?["record"]
        case "app.bsky.embed.recordWithMedia": record["embed"]?["record"]?["record"]
        default: nil
        }
    }

    private func embed(_ embed: ATValue, _ did: String) -> ATValue? {
        guard let type = embed.type else { return nil }
        var view: [String: ATValue] = ["$type": .string(type + "#view")]
        switch type {
        case "app.bsky.embed.images":
            view["images"] = .array(
                (embed["images"]?.elements ?? []).compactMap { image in
                    guard let blob = ATBlob(image["image"]) else { return nil }
                    var one: [String: ATValue] = [
                        "thumb": picture(blob, did, "feed_thumbnail"), "fullsize": picture(blob, did, "feed_fullsize"),
                        "alt": image["alt"] ?? "",
                    ]
                    one["aspectRatio"] = image["aspectRatio"]
                    return .map(one)
                })
        case "app.bsky.embed.external":
            var external = embed["external"]?.members ?? [:]
            if let thumb = ATBlob(external["thumb"]) { external["thumb"] = picture(thumb, did, "feed_thumbnail") }
            view["external"] = .map(external)
        case "app.bsky.embed.video":
            guard let blob = ATBlob(embed["video"]) else { return nil }
            view["cid"] = .string(blob.ref.text)
            view["playlist"] = .string("https://video.example/watch/\(did)/\(blob.ref)/playlist.m3u8")
            view["alt"] = embed["alt"]
            view["aspectRatio"] = embed["aspectRatio"]
        case "app.bsky.embed.record": view["record"] = quote(embed["record"])
        case "app.bsky.embed.recordWithMedia":
            view["record"] = ["record": quote(embed["record"]?["record"])]
            view["media"] = embed["media"].flatMap { self.embed($0, did) }
        default: return nil
        }
        return .map(view)
    }

    private func quote(_ reference: ATValue?) -> ATValue {
        let uri = reference?["uri"]?.string ?? ""
        guard let record = record(uri), let address = ATURI(uri), let did = account(address.authority.text)?.did else {
            return ["$type": "app.bsky.embed.record#viewNotFound", "uri": .string(uri), "notFound": true]
        }
        return [
            "$type": "app.bsky.embed.record#viewRecord", "uri": .string(uri), "cid": .string(record.cid),
            "author": .map(basic(did)), "value": record.value, "indexedAt": record.indexedAt.datetime,
        ]
    }
}
