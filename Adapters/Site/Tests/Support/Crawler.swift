/// Follows every link of a site from its first page, as a visitor could.
enum Crawler {
    /// What is wrong: links that lead nowhere, and pages that are cut off.
    static func faults(_ root: String) -> [String] {
        guard Tree.bytes(root + "/index.html") != nil else { return [] }
        var faults: [String] = []
        var seen: Set<String> = ["index.html"]
        var waiting = ["index.html", "feed.atom", "feed.json"]
        while let path = waiting.popLast() {
            guard let text = Tree.text(root + "/" + path) else {
                faults.append("\(path) is linked to and not there")
                continue
            }
            let isPage = path.hasSuffix(".html")
            if isPage && !text.hasSuffix("</html>\n") { faults.append("\(path) is cut off") }
            if path.hasSuffix(".atom") && !text.hasSuffix("</feed>\n") { faults.append("\(path) is cut off") }
            if path.hasSuffix(".json") && !text.hasSuffix("}\n") { faults.append("\(path) is cut off") }
            guard isPage || path.hasSuffix(".atom") else { continue }
            for link in links(text) where seen.insert(resolve(link, from: path)).inserted {
                waiting.append(resolve(link, from: path))
            }
        }
        return faults.sorted()
    }

    /// The relative addresses in `href` and `src`, without what follows `#`.
    private static func links(_ text: String) -> [String] {
        var found: [String] = []
        for mark in ["href=\"", "src=\""] {
            for piece in text.split(separator: mark).dropFirst() {
                let address = piece.prefix { $0 != "\"" }.prefix { $0 != "#" }
                guard !address.isEmpty, !address.contains(":") else { continue }
                found.append(decoded(String(address)))
            }
        }
        return found
    }

    private static func resolve(_ link: String, from page: String) -> String {
        var names = page.split(separator: "/").dropLast().map(String.init)
        for name in link.split(separator: "/") {
            if name == ".." { _ = names.popLast() } else if name != "." { names.append(String(name)) }
        }
        if link.hasSuffix("/") { names.append("index.html") }
        return names.joined(separator: "/")
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
