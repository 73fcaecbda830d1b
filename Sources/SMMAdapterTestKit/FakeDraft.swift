import SMMAdapterKit

/// The content of a request, read strictly: unknown members and wrong types are refused.
struct FakeDraft: Hashable {
    var text: String
    var mediaIDs: [(id: String, alt: String?)] { pairs.map { ($0.id, $0.alt) } }
    var parent: String?
    /// The first post of the thread that `parent` belongs to.
    var root: String?
    var language: String?
    var visibility: String?
    var tag: String?

    private struct Pair: Hashable {
        var id: String
        var alt: String?
    }
    private var pairs: [Pair]

    private static let members: Set<String> = ["text", "media", "parent", "root", "language", "visibility", "tag"]

    init(_ request: HTTPRequest) throws(FakeRefusal) {
        let type = request.headers.first { $0.name.lowercased() == "content-type" }?.value.lowercased()
        guard type == "application/json" || type == "application/json; charset=utf-8" else {
            throw FakeRefusal(415, "content-type", "Send application/json.")
        }
        guard let body = FakeJSON(bytes: request.body), case .object(let members) = body else {
            throw FakeRefusal(400, "not-json", "The body is not a JSON object.")
        }
        if let unknown = members.keys.filter({ !Self.members.contains($0) }).min() {
            throw FakeRefusal(400, "unknown-field", "There is no field \(unknown).")
        }
        guard let text = members["text"]?.string else {
            throw FakeRefusal(400, "text-missing", "The field text must be a string.")
        }
        self.text = text
        parent = try Self.string(members, "parent")
        root = try Self.string(members, "root")
        language = try Self.string(members, "language")
        visibility = try Self.string(members, "visibility")
        tag = try Self.string(members, "tag")
        pairs = []
        pairs = try Self.media(members)
        if let visibility, !["public", "unlisted"].contains(visibility) {
            throw FakeRefusal(422, "visibility-unknown", "visibility is public or unlisted.")
        }
    }

    private static func string(_ members: [String: FakeJSON], _ name: String) throws(FakeRefusal) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.string else { throw FakeRefusal(400, "wrong-type", "\(name) must be a string.") }
        return text
    }

    private static func media(_ members: [String: FakeJSON]) throws(FakeRefusal) -> [Pair] {
        guard let value = members["media"] else { return [] }
        guard let elements = value.elements else { throw FakeRefusal(400, "wrong-type", "media must be an array.") }
        var pairs: [Pair] = []
        for element in elements {
            guard case .object(let fields) = element, let id = fields["id"]?.string,
                fields.keys.allSatisfy({ $0 == "id" || $0 == "alt" })
            else { throw FakeRefusal(400, "wrong-type", "A medium is an object with id and alt.") }
            pairs.append(Pair(id: id, alt: try string(fields, "alt")))
        }
        return pairs
    }
}
