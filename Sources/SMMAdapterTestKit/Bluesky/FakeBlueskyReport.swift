import SMMAtproto
import SMMModel

/// What a harness counts on the network's side, independently of the daemon.
package struct FakeBlueskyReport: Sendable, Hashable, Codable {
    /// A message that was sent.
    package struct Message: Sendable, Hashable, Codable {
        /// The conversation.
        package let conversation: String
        /// Its id.
        package let id: String
        /// The sender's DID.
        package let sender: String
        /// Its text.
        package let text: String
    }

    /// The keys that stand, by DID and collection.
    package let standing: [String: [String: [String]]]
    /// Every effect, in order.
    package let writes: [FakeBlueskyWrite]
    /// The posts that were made more than once: same repository, same text, same parent, deleted ones included.
    package let doubles: [[FakeBlueskyWrite]]
    /// The records that were made again at a key where one had been deleted.
    package let remade: [FakeBlueskyWrite]
    /// All messages, in order.
    package let messages: [Message]
    /// The messages that were sent more than once in a row of one conversation: same sender, same text.
    package let doubledMessages: [[Message]]
    /// How often a record that stood was replaced or taken away.
    package let changes: Int
    /// Requests of each method.
    package let requests: [String: Int]
    /// Planned faults that have not happened yet, by DID.
    package let waitingFaults: [String: Int]

    /// The posts that were made in a repository, deleted ones included.
    package func made(by did: String) -> [FakeBlueskyWrite] {
        writes.filter { $0.did == did && $0.action == .create && $0.collection == "app.bsky.feed.post" }
    }

    /// The keys that stand in a collection.
    package func keys(of did: String, in collection: String = "app.bsky.feed.post") -> [String] {
        standing[did]?[collection] ?? []
    }
}

extension FakeBluesky {
    /// Counts what was made.
    package func report() -> FakeBlueskyReport {
        struct Identity: Hashable {
            let did: String
            let text: String?
            let parent: String?
        }
        var groups: [Identity: [FakeBlueskyWrite]] = [:]
        var gone: Set<String> = []
        var remade: [FakeBlueskyWrite] = []
        for write in writes {
            let path = "\(write.did)/\(write.collection)/\(write.key)"
            if write.action == .delete { gone.insert(path) }
            guard write.action == .create else { continue }
            if gone.contains(path) { remade.append(write) }
            guard write.collection == "app.bsky.feed.post" else { continue }
            groups[Identity(did: write.did, text: write.text, parent: write.parent), default: []].append(write)
        }
        let messages = chatLog.compactMap { entry -> FakeBlueskyReport.Message? in
            guard let all = conversations[entry.conversation]?.messages, all.indices.contains(entry.message) else {
                return nil
            }
            let message = all[entry.message]
            return .init(
                conversation: entry.conversation, id: message.id, sender: message.sender,
                text: message.content["text"]?.string ?? "")
        }
        let rows = Dictionary(grouping: messages) { "\($0.conversation) \($0.sender) \($0.text)" }
        return FakeBlueskyReport(
            standing: repos.mapValues { $0.records.filter { !$0.value.isEmpty }.mapValues { $0.keys.sorted() } },
            writes: writes, doubles: groups.values.filter { $0.count > 1 }.sorted { $0[0].key < $1[0].key },
            remade: remade, messages: messages,
            doubledMessages: rows.values.filter { $0.count > 1 }.sorted { $0[0].id < $1[0].id },
            changes: changeCount, requests: methods,
            waitingFaults: script.waiting)
    }
}
