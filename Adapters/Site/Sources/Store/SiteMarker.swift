/// The file that says whose site a folder is, and with which settings its pages were made.
struct SiteMarker: Codable, Hashable {
    /// The newest format this code knows.
    static let format = 1

    /// The format of the site's records.
    var format = Self.format
    /// The account the site belongs to.
    var account: String
    /// The settings all pages were made with; nil while they are being made.
    var settings: SiteSettings?
}
