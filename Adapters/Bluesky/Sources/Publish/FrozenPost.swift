/// What is sent, byte for byte, every time.
struct FrozenPost: Sendable, Hashable {
    /// The post's record, JSON.
    let record: String
    /// Its reply gate's record, JSON; nil for none.
    let gate: String?

    /// The post as the notes have it; nil when nothing is frozen yet.
    init?(_ notes: Notes) {
        guard let record = notes[Notes.Name.record] else { return nil }
        let renewed = notes[Notes.Name.uploads] == "again" ? notes[Notes.Name.renewed] : nil
        self.init(record: renewed ?? record, gate: notes[Notes.Name.gate])
    }

    /// A post of its parts.
    init(record: String, gate: String?) {
        self.record = record
        self.gate = gate
    }

    /// Whether the record names uploads, which a server may lose before it is written.
    var hasBlobs: Bool { record.contains("\"$type\":\"blob\"") }

    /// The body of the write: `putRecord` for a post alone, which is a no-op the second time; one `applyWrites` for a
    /// post with a reply gate, which writes both or neither.
    func body(did: String, key: String) -> [UInt8] {
        let repo = JSONValue.string(did).text
        let rkey = JSONValue.string(key).text
        guard let gate else {
            return Array(
                "{\"collection\":\"\(Collection.post)\",\"record\":\(record),\"repo\":\(repo),\"rkey\":\(rkey)}".utf8)
        }
        let writes = [(Collection.post, record), (Collection.gate, gate)].map { collection, value in
            "{\"$type\":\"com.atproto.repo.applyWrites#create\",\"collection\":\"\(collection)\",\"rkey\":\(rkey),"
                + "\"value\":\(value)}"
        }
        return Array("{\"repo\":\(repo),\"writes\":[\(writes.joined(separator: ","))]}".utf8)
    }

    /// The method that takes ``body(did:key:)``.
    var method: String { gate == nil ? "com.atproto.repo.putRecord" : "com.atproto.repo.applyWrites" }

    /// The URI and CID a success names for the post.
    func written(_ json: JSONValue) -> (uri: String?, cid: String?) {
        let result = gate == nil ? json : json["results"]?.elements?.first
        return (result?["uri"]?.string, result?["cid"]?.string)
    }
}
