import SMMAPI

extension CreatePost {
    /// Whether any part or variant has media.
    var namesMedia: Bool {
        func isNamed(_ media: [MediaDraft]?, _ parts: [PartDraft]?) -> Bool {
            media?.isEmpty == false || parts?.contains { $0.media?.isEmpty == false } == true
        }
        return isNamed(media, parts) || variants?.values.contains { isNamed($0.media, $0.parts) } == true
    }
}
