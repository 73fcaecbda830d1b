import SMMModel

/// The objects that stand for something else in JSON, and the ones that must be whole (AT Protocol, "Data Model").
enum ATShape {
    /// The link, the bytes or the map that `members` are; nil when they are in no shape the model knows.
    static func value(_ members: [String: ATValue]) -> ATValue? {
        if let link = members["$link"] {
            guard members.count == 1, let text = link.string, let cid = CID(text) else { return nil }
            return .link(cid)
        }
        if let content = members["$bytes"] {
            guard members.count == 1, let text = content.string, let bytes = Base64Text.decode(text) else { return nil }
            return .bytes(bytes)
        }
        return isWhole(members) ? .map(members) : nil
    }

    /// Whether a `$type` is a name, and a blob has what a blob has.
    static func isWhole(_ members: [String: ATValue]) -> Bool {
        guard let type = members["$type"] else { return true }
        guard let name = type.string, !name.isEmpty else { return false }
        return name != ATBlob.type || ATBlob(.map(members)) != nil
    }
}
