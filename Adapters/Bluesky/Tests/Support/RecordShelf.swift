import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import Synchronization

/// The records of a repository, kept as a server keeps them: enough to publish, ask and delete.
final class RecordShelf: Sendable {
    private let records = Mutex<[String: FakeJSON]>([:])
    /// Whether errors are plain text, and a record that is missing cannot be told from any other fault.
    let isPlain: Bool

    init(isPlain: Bool = false) { self.isPlain = isPlain }

    /// The keys, each with its collection.
    var keys: [String] { records.withLock { $0.keys.sorted() } }

    subscript(key: String) -> FakeJSON? {
        get { records.withLock { $0[key] } }
        set { records.withLock { $0[key] = newValue } }
    }

    /// Answers the calls on records.
    func serve(on server: ScriptedServer) {
        server.on("com.atproto.repo.putRecord") { request in self.put(request) }
        server.on("com.atproto.repo.applyWrites") { request in self.apply(request) }
        server.on("com.atproto.repo.getRecord") { request in self.get(request) }
        server.on("com.atproto.repo.listRecords") { request in self.list(request) }
        server.on("com.atproto.repo.deleteRecord") { request in self.delete(request) }
        server.on("com.atproto.repo.uploadBlob", Answers.json(.object(["blob": Place.blob])))
    }

    static func cid(_ record: FakeJSON) -> String {
        (try? ATValue.record(json: record.bytes).cid.text) ?? "none"
    }

    private func put(_ request: HTTPRequest) -> HTTPResponse {
        guard let body = FakeJSON(bytes: request.body), let collection = body["collection"]?.string,
            let key = body["rkey"]?.string, let record = body["record"]
        else { return refuse("InvalidRequest") }
        if let swap = body["swapRecord"] {
            let current = self["\(collection)/\(key)"].map(Self.cid)
            guard swap.string == current else { return refuse("InvalidSwap") }
        }
        self["\(collection)/\(key)"] = record
        return Answers.json(
            .object([
                "uri": .string("at://\(Place.did)/\(collection)/\(key)"), "cid": .string(Self.cid(record)),
            ]))
    }

    private func apply(_ request: HTTPRequest) -> HTTPResponse {
        var results: [FakeJSON] = []
        for write in FakeJSON(bytes: request.body)?["writes"]?.elements ?? [] {
            guard let collection = write["collection"]?.string, let key = write["rkey"]?.string,
                let value = write["value"]
            else { return refuse("InvalidRequest") }
            guard self["\(collection)/\(key)"] == nil else { return Answers.error(500, "InternalServerError") }
            self["\(collection)/\(key)"] = value
            results.append(
                .object([
                    "$type": .string("com.atproto.repo.applyWrites#createResult"),
                    "uri": .string("at://\(Place.did)/\(collection)/\(key)"), "cid": .string(Self.cid(value)),
                ]))
        }
        return Answers.json(.object(["results": .array(results)]))
    }

    private func get(_ request: HTTPRequest) -> HTTPResponse {
        guard let collection = Self.parameter("collection", request), let key = Self.parameter("rkey", request),
            let record = self["\(collection)/\(key)"]
        else { return refuse("RecordNotFound") }
        return Answers.json(Answers.record(key, Self.cid(record), record, collection: collection))
    }

    private func list(_ request: HTTPRequest) -> HTTPResponse {
        let collection = Self.parameter("collection", request) ?? ""
        let found = records.withLock { $0 }.filter { $0.key.hasPrefix(collection + "/") }
            .sorted { $0.key > $1.key }
            .map { path, value in
                Answers.record(
                    String(path.dropFirst(collection.count + 1)), Self.cid(value), value, collection: collection)
            }
        return Answers.json(.object(["records": .array(found)]))
    }

    private func delete(_ request: HTTPRequest) -> HTTPResponse {
        guard let body = FakeJSON(bytes: request.body), let collection = body["collection"]?.string,
            let key = body["rkey"]?.string
        else { return refuse("InvalidRequest") }
        let wasThere = records.withLock { $0.removeValue(forKey: "\(collection)/\(key)") != nil }
        return isPlain && !wasThere ? refuse("") : Answers.json(.object([:]))
    }

    private func refuse(_ name: String) -> HTTPResponse { isPlain ? Answers.plain(400) : Answers.error(400, name) }

    static func parameter(_ name: String, _ request: HTTPRequest) -> String? {
        guard let mark = request.url.firstIndex(of: "?") else { return nil }
        for pair in request.url[mark...].dropFirst().split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            if sides.count == 2, sides[0] == name {
                return String(sides[1]).replacing("%3A", with: ":").replacing("%2F", with: "/")
            }
        }
        return nil
    }
}
