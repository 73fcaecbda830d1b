import SMMAdapterKit

/// Where a request goes: the server's base address, the path and the query, apart.
struct RequestTarget {
    /// `scheme://authority`, or empty for a path alone without a `Host` field.
    let base: String
    /// The path as sent, escapes and all; begins with `/`.
    let path: String
    /// The query as sent, without its mark.
    let query: String
    /// The query's pairs; nil when it is broken.
    let pairs: [(name: String, value: String)]?

    /// Reads the URL of a request: absolute, or a path with the `Host` field beside it.
    init(_ request: HTTPRequest) {
        var rest = Substring(request.url)
        if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
            let authority = rest[colon...].dropFirst(3)
            let end = authority.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? authority.endIndex
            base = String(rest[..<end])
            rest = authority[end...]
        } else {
            let host = request.headers.first { $0.name.lowercased() == "host" }?.value
            base = host.map { "http://" + $0 } ?? ""
        }
        rest = rest.prefix { $0 != "#" }
        let mark = rest.firstIndex(of: "?") ?? rest.endIndex
        path = mark == rest.startIndex ? "/" : String(rest[..<mark])
        query = String(rest[mark...].dropFirst())
        pairs = FormPairs.read(query)
    }

    /// The path's segments, unescaped; nil when one of them is broken.
    var segments: [String]? {
        var segments: [String] = []
        for part in path.split(separator: "/") {
            guard let segment = FormPairs.unescape(part, plusIsBlank: false) else { return nil }
            segments.append(segment)
        }
        return segments
    }
}
