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

extension SiteMarker {
    /// Reads a marker. Settings of another version's shape count as none, so that the pages are made anew.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.format = try values.decode(Int.self, forKey: .format)
        self.account = try values.decode(String.self, forKey: .account)
        self.settings = try? values.decode(SiteSettings.self, forKey: .settings)
    }
}
