import SMMAtproto

/// The kinds of record keys.
enum LexiconKey {
    /// Whether `key` is of a kind: `tid`, `nsid`, `any`, `literal:self`.
    static func isValid(_ key: String, _ kind: String) -> Bool {
        guard RecordKey(key) != nil else { return false }
        switch kind {
        case "tid": return TID(key) != nil
        case "nsid": return NSID(key) != nil
        default: return kind.hasPrefix("literal:") ? key == kind.dropFirst(8) : true
        }
    }
}
