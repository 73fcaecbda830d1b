import SMMAtproto
import SMMModel

extension FakeBluesky {
    /// The record of a write as it will stand, after all checks that its profile makes.
    func prepared(
        _ record: ATValue?, _ collection: String, _ key: String, _ validate: Bool?, _ did: String, now: Instant
    ) throws(FakeBlueskyRefusal) -> ATValue {
        guard var members = record?.members else { throw .invalid("Input must have the property \"record\"") }
        guard NSID(collection) != nil else { throw .invalid("collection must be a valid nsid") }
        guard RecordKey(key) != nil else { throw .invalid("rkey must be a valid Record Key") }
        if members["$type"] == nil { members["$type"] = .string(collection) }
        guard members["$type"]?.string == collection else {
            throw .invalid("Invalid $type: expected \(collection), got \(members["$type"]?.string ?? "")")
        }
        let value = ATValue.map(members)
        if rules.checksRecords, validate != false { try check(value, collection, key, isRequired: validate == true) }
        try checkBlobs(value, did, now: now)
        return value
    }

    private func check(
        _ value: ATValue, _ collection: String, _ key: String, isRequired: Bool
    ) throws(FakeBlueskyRefusal) {
        guard let catalog else { return try checkWithoutLexicons(value, collection, key) }
        guard catalog.definition(collection) != nil else {
            if isRequired { throw .invalid("Lexicon not found: lex:\(collection)") }
            return
        }
        var check = LexiconCheck(catalog)
        check.record(value, of: collection, key: key)
        guard let first = check.violations.first else { return }
        let message = "Invalid \(collection) record: \(first.path) \(first.message)"
        switch first.code {
        case .accept: throw FakeBlueskyRefusal(400, "InvalidMimeType", message)
        case .size: throw FakeBlueskyRefusal(400, "InvalidSize", message)
        default: throw .invalid(message)
        }
    }

    /// What is checked of posts where no lexicons are loaded: key, lengths, time, places of facets, count of images.
    private func checkWithoutLexicons(
        _ value: ATValue, _ collection: String, _ key: String
    ) throws(FakeBlueskyRefusal) {
        guard collection == "app.bsky.feed.post" else { return }
        func fail(_ what: String) -> FakeBlueskyRefusal { .invalid("Invalid app.bsky.feed.post record: \(what)") }
        guard TID(key) != nil else { throw fail("Record key must be a TID") }
        guard let text = value["text"]?.string else { throw fail("Record must have the property \"text\"") }
        guard text.count <= 300, text.utf8.count <= 3000 else { throw fail("Record/text must not be longer") }
        guard let time = value["createdAt"]?.string, ATDatetime(time) != nil else {
            throw fail("Record/createdAt must be a datetime")
        }
        for facet in value["facets"]?.elements ?? [] {
            guard let start = facet["index"]?["byteStart"]?.integer, let end = facet["index"]?["byteEnd"]?.integer,
                start >= 0, end >= 0, facet["features"]?.elements != nil
            else { throw fail("Record/facets must be facets") }
        }
        guard (value["embed"]?["images"]?.elements?.count ?? 0) <= 4 else {
            throw fail("Record/embed/images must not be longer")
        }
    }

    /// Every blob a record names must be there and be what the record says.
    private func checkBlobs(_ value: ATValue, _ did: String, now: Instant) throws(FakeBlueskyRefusal) {
        for blob in Self.blobs(in: value) {
            guard let stored = blobs[did]?[blob.ref.text], stored.availableAt <= now,
                stored.expiresAt.map({ now < $0 }) ?? true
            else { throw .invalid("Could not find blob: \(blob.ref)") }
            guard stored.mimeType == blob.mimeType else {
                throw FakeBlueskyRefusal(
                    400, "InvalidMimeType",
                    "Referenced MimeType does not match stored blob. Expected: \(stored.mimeType)")
            }
            guard stored.size == blob.size else {
                throw FakeBlueskyRefusal(400, "InvalidSize", "Referenced size does not match stored blob.")
            }
        }
    }

    /// All blobs a value names; depth is bounded by the reader of the value.
    static func blobs(in value: ATValue) -> [ATBlob] {
        switch value {
        case .map(let members):
            if let blob = ATBlob(value) { return [blob] }
            return members.values.flatMap { blobs(in: $0) }
        case .array(let elements): return elements.flatMap { blobs(in: $0) }
        default: return []
        }
    }
}
