import SMMModel

/// Example sites for people to look at and for `scripts/check-site` to read back.
enum DemoSites {
    /// The names of the sites that are written.
    static let names = ["bakery", "local", "rtl", "many", "gallery", "strange", "empty"]

    /// Writes every site below `root`, with the pictures of the folder `photos`.
    static func write(_ root: String, photos: String) async throws {
        for name in names {
            var writer = DemoWriter(photos: photos, site: site(name, root + "/" + name))
            try await writer.fill(posts(name))
        }
    }

    private static func posts(_ name: String) -> [DemoPost] {
        switch name {
        case "rtl": return DemoPosts.rightToLeft
        case "gallery": return DemoPosts.gallery
        case "strange": return DemoPosts.strange
        case "empty": return [DemoPost("Not for long. #gone", changes: [.init(part: 0)])]
        case "many":
            return (1...62).map {
                DemoPost("Workshop note \($0). The stand is free from \(8 + $0 % 9) o’clock. #bikes", tags: ["bikes"])
            }
        default: return DemoPosts.bakery
        }
    }

    private static func site(_ name: String, _ folder: String) -> TestSite {
        var site = TestSite(folder)
        switch name {
        case "bakery":
            site.settings = [
                "url": "https://backstube.example/laden/", "title": "Backstube Sonnenschein",
                "description":
                    "Brot und Kuchen aus der Lindenstraße, seit 1928. Was heute aus dem Ofen kommt, steht hier.",
                "author": "Familie Sonnenschein",
            ]
        case "rtl":
            site.brand.language = "ar"
            site.brand.zone = "Asia/Amman"
            site.brand.title = "مخبز الشمس"
            site.brand.colour = "#0a7d4f"
        case "many", "gallery":
            // A colour too bright to read, and one too dark.
            site.brand.language = name == "many" ? "en" : "en-US"
            site.brand.title = "Harbour Street Cycles"
            site.brand.colour = name == "many" ? "#ffd400" : "#050014"
            site.brand.zone = name == "many" ? "Europe/London" : "America/Los_Angeles"
        case "strange": site.settings = ["url": "https://example.org/a&b'c/", "title": "]]> <b> & \"'"]
        case "empty":
            site.brand.language = "pl"
            site.settings = ["url": "https://example.org"]
        default: break
        }
        return site
    }
}
