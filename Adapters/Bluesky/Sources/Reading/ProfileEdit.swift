import SMMAdapterKit
import SMMModel

/// Applies a change to a profile's record and leaves everything else as it is.
struct ProfileEdit: Sendable {
    let change: ProfileChange
    /// The blobs of the new pictures.
    var avatar: JSONValue?
    var banner: JSONValue?

    /// What the change breaks (lexicon `app.bsky.actor.profile`); nil when nothing.
    var refusal: Failure? {
        let texts: [(String, String?, Int, Int)] =
            [("name", change.name, 64, 640), ("text", change.about, 256, 2560)]
            + (change.fields ?? []).map { ($0.name, $0.value, $0.name == "pronouns" ? 20 : 2000, 8192) }
        for (what, text, graphemes, bytes) in texts {
            guard let text, text.count > graphemes || text.utf8.count > bytes else { continue }
            return Failure(
                "text-too-long", "The profile's \(what) is over \(graphemes) graphemes or \(bytes) bytes.")
        }
        for field in change.fields ?? [] where ProfileField(rawValue: field.name) == nil {
            return Failure(
                "field-not-supported", "A Bluesky profile has no other fields than website and pronouns.")
        }
        for picture in [change.avatar, change.header].compactMap({ $0 }) {
            guard !["image/png", "image/jpeg"].contains(picture.type) else { continue }
            return Failure("media-type", "A profile's picture is a JPEG or a PNG.")
        }
        return nil
    }

    /// The record after the change.
    func applied(to record: JSONValue?) -> JSONValue {
        var members = record?.members ?? [:]
        members["$type"] = .string(Collection.profile)
        if let name = change.name { members["displayName"] = .string(name) }
        if let about = change.about { members["description"] = .string(about) }
        if let fields = change.fields {
            for field in ProfileField.allCases {
                let value = fields.last { $0.name == field.rawValue }?.value ?? ""
                members[field.rawValue] = value.isEmpty ? nil : .string(value)
            }
        }
        if let avatar { members["avatar"] = avatar }
        if let banner { members["banner"] = banner }
        return .object(members)
    }
}
