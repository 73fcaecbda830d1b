import SMMAtproto

/// The string formats of lexicons.
enum LexiconFormat {
    /// Whether `text` is in a format; one that nobody knows fits everything.
    static func isValid(_ text: String, _ format: String) -> Bool {
        switch format {
        case "did": DID(text) != nil
        case "handle": Handle(text) != nil
        case "at-identifier": ATIdentifier(text) != nil
        case "nsid": NSID(text) != nil
        case "at-uri": ATURI(text) != nil
        case "cid": CIDText(text) != nil
        case "datetime": ATDatetime(text) != nil
        case "language": LanguageTag(text) != nil
        case "uri": URIText(text) != nil
        case "tid": TID(text) != nil
        case "record-key": RecordKey(text) != nil
        default: true
        }
    }
}
