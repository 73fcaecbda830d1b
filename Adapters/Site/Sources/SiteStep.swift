import SMMModel

/// A decided change before it is made.
struct SiteStep: Sendable {
    /// The entry as it is; nil when there is none.
    var old: SiteEntry?
    /// The entry as it shall be; nil when nothing is to be done.
    var new: SiteEntry?
    /// The media the request brings.
    var media: [MediaReference]
    /// The part it is about.
    var part: String
}
