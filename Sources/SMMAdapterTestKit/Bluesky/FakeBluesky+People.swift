package import SMMAtproto
package import SMMModel

extension FakeBluesky {
    /// Adds someone, or gives who has the handle already: with a password an account of this server.
    ///
    /// - Parameter did: `did:plc:…` made of the handle unless told; `did:web:HOST` is served at its host.
    /// - Returns: the DID; nil when the handle or the DID is none.
    @discardableResult
    package mutating func addAccount(
        _ handle: String, password: Secret? = nil, did: String? = nil, now: Instant
    ) -> String? {
        guard let name = Handle(handle) else { return nil }
        if let known = account(handle) { return known.did }
        let letters = CID(.raw, hashing: Array(name.text.utf8)).text.suffix(24)
        guard let did = DID(did ?? "did:plc:\(letters)") else { return nil }
        accounts[did.text] = FakeBlueskyAccount(did: did.text, handle: name.text, password: password, createdAt: now)
        repos[did.text] = FakeBlueskyRepo()
        return did.text
    }

    /// Adds an app password to an account.
    package mutating func addAppPassword(_ password: Secret, isPrivileged: Bool = false, to handle: String) {
        guard let did = account(handle)?.did else { return }
        accounts[did]?.appPasswords.append(.init(password: password, isPrivileged: isPrivileged))
    }

    /// Changes an account.
    package mutating func change(_ handle: String, _ body: (inout FakeBlueskyAccount) -> Void) {
        guard let did = account(handle)?.did, var account = accounts[did] else { return }
        body(&account)
        accounts[did] = account
    }

    /// Ends every session of an account, as a change of its password does.
    package mutating func revokeSessions(of handle: String) {
        guard let did = account(handle)?.did else { return }
        let ended = Set(sessions.filter { $0.value.did == did }.keys)
        sessions = sessions.filter { !ended.contains($0.key) }
        refreshes = refreshes.filter { !ended.contains($0.value.session) }
    }

    /// Writes a record into someone's repository, as other people's apps do: no checks, no budget.
    ///
    /// - Returns: its address; nil when there is no such person.
    @discardableResult
    package mutating func write(_ record: ATValue, in collection: String, by handle: String, now: Instant) -> String? {
        guard let did = account(handle)?.did, var members = record.members else { return nil }
        members["$type"] = .string(collection)
        if members["createdAt"] == nil { members["createdAt"] = now.datetime }
        let key = tids.next(microseconds: now.microseconds).text
        apply(
            [FakeBlueskyChange(action: .create, collection: collection, key: key, value: .map(members))], did, now: now)
        return "at://\(did)/\(collection)/\(key)"
    }

    /// Someone writes a post, answers one, or mentions someone (by a facet over the whole text).
    @discardableResult
    package mutating func post(
        _ text: String, by handle: String, answering uri: String? = nil, mentioning mentioned: String? = nil,
        quoting quoted: String? = nil, now: Instant
    ) -> String? {
        var record: [String: ATValue] = ["text": .string(text)]
        if let uri {
            guard let parent = reference(uri) else { return nil }
            let root = self.record(uri)?.value["reply"]?["root"] ?? parent
            record["reply"] = ["root": root, "parent": parent]
        }
        if let mentioned {
            guard let did = account(mentioned)?.did else { return nil }
            record["facets"] = [
                [
                    "index": ["byteStart": 0, "byteEnd": .integer(Int64(text.utf8.count))],
                    "features": [["$type": "app.bsky.richtext.facet#mention", "did": .string(did)]],
                ]
            ]
        }
        if let quoted {
            guard let reference = reference(quoted) else { return nil }
            record["embed"] = ["$type": "app.bsky.embed.record", "record": reference]
        }
        return write(.map(record), in: "app.bsky.feed.post", by: handle, now: now)
    }

    /// Someone likes a post.
    @discardableResult
    package mutating func like(_ uri: String, by handle: String, now: Instant) -> String? {
        guard let subject = reference(uri) else { return nil }
        return write(["subject": subject], in: "app.bsky.feed.like", by: handle, now: now)
    }

    /// Someone reposts a post.
    @discardableResult
    package mutating func repost(_ uri: String, by handle: String, now: Instant) -> String? {
        guard let subject = reference(uri) else { return nil }
        return write(["subject": subject], in: "app.bsky.feed.repost", by: handle, now: now)
    }

    /// Someone follows someone.
    @discardableResult
    package mutating func follow(_ handle: String, by follower: String, now: Instant) -> String? {
        guard let did = account(handle)?.did else { return nil }
        return write(["subject": .string(did)], in: "app.bsky.graph.follow", by: follower, now: now)
    }

    /// Someone writes someone a message; gives its id.
    @discardableResult
    package mutating func message(_ text: String, to handle: String, by sender: String, now: Instant) -> String? {
        guard let to = account(handle)?.did, let from = account(sender)?.did, to != from else { return nil }
        let conversation = open(to, from, now: now)
        return say(["text": .string(text)], in: conversation.id, by: from, now: now).id
    }

    /// A reference to a record that stands.
    private func reference(_ uri: String) -> ATValue? {
        record(uri).map { ["uri": .string(uri), "cid": .string($0.cid)] }
    }
}
