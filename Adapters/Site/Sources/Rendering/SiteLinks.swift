/// Addresses as seen from one page: relative, so that the site works below any address and straight from the disk.
package struct SiteLinks: Sendable {
    /// From the page to the site's folder: `` or `../` as often as needed, or the full address.
    package let base: String
    /// What a link to a page ends with: nothing on a server, `index.html` where no server adds it.
    package let suffix: String

    /// Links from a page `depth` folders down.
    package init(depth: Int, settings: SiteSettings) {
        self.base = String(repeating: "../", count: depth)
        self.suffix = settings.url == nil ? "index.html" : ""
    }

    /// Links that hold anywhere: full where the address is known, else relative to the site's folder.
    package init(absolute settings: SiteSettings) {
        self.base = settings.url ?? ""
        self.suffix = settings.url == nil ? "index.html" : ""
    }

    /// The first page.
    package var home: String {
        let link = base + suffix
        return link.isEmpty ? "./" : link
    }

    /// The page in the folder `path`.
    package func page(_ path: String) -> String { "\(base)\(Self.encoded(path))/\(suffix)" }
    /// A file.
    package func file(_ path: String) -> String { base + Self.encoded(path) }
    /// The page of a tag.
    package func tag(_ name: String) -> String { page("tags/\(name)") }

    /// A path with everything but letters, digits and `-._~/` of ASCII percent-encoded.
    package static func encoded(_ path: String) -> String {
        var result: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.append(byte)
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension SiteLinks {
    /// Links below `root`, for a page that is shown at any address.
    package init(root: String) {
        self.base = root
        self.suffix = ""
    }
}
