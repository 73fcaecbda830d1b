package import SMMAdapterKit
import SMMAtproto

/// A request taken apart the way XRPC servers do: path, method name, query, header fields without case.
package struct XRPCCall: Sendable {
    /// `GET`, `POST`, ….
    package let verb: String
    /// The host the request names, without its port, in lower case; empty when it names none.
    package let host: String
    /// The path, percent-decoded.
    package let path: String
    /// The query in order, percent-decoded; a name that stands several times is an array.
    package let query: [(name: String, value: String)]
    /// The bytes.
    package let body: [UInt8]
    private let headers: [HTTPField]

    /// Takes `request` apart; its secrets must be revealed already.
    package init(_ request: HTTPRequest) {
        verb = request.method
        headers = request.headers
        body = request.body
        var rest = Substring(request.url)
        var authority = Substring()
        if let mark = rest.firstIndex(of: ":"), rest[mark...].hasPrefix("://") {
            rest = rest[mark...].dropFirst(3)
            authority = rest.prefix { $0 != "/" && $0 != "?" }
            rest = rest.dropFirst(authority.count)
        } else {
            authority = Substring(request.headers.first { $0.name.lowercased() == "host" }?.value ?? "")
        }
        host = authority.prefix { $0 != ":" }.lowercased()
        let mark = rest.firstIndex(of: "?") ?? rest.endIndex
        path = Self.decoded(rest[..<mark], plusIsSpace: false)
        query = rest[mark...].dropFirst().split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            return (
                Self.decoded(name, plusIsSpace: true), Self.decoded(pair.dropFirst(name.count + 1), plusIsSpace: true)
            )
        }
    }

    /// The method's name; nil for a path that is not below `/xrpc/`.
    package var method: String? { path.hasPrefix("/xrpc/") ? String(path.dropFirst(6)) : nil }

    /// The first value of a parameter.
    package func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// All values of a parameter.
    package func parameters(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

    /// The first value of a header field.
    package func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

    /// The token of `Authorization: Bearer …`.
    package var bearer: String? {
        guard let value = header("authorization"), value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// The content type in lower case, without parameters.
    package var contentType: String? {
        header("content-type").map { String($0.lowercased().prefix { $0 != ";" && $0 != " " }) }
    }

    private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String {
        var bytes: [UInt8] = []
        let letters = Array(text.utf8)
        var index = 0
        while index < letters.count {
            if letters[index] == UInt8(ascii: "%"), index + 2 < letters.count,
                let high = digit(letters[index + 1]), let low = digit(letters[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(plusIsSpace && letters[index] == UInt8(ascii: "+") ? 0x20 : letters[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 0x30...0x39: letter - 0x30
        case 0x41...0x46, 0x61...0x66: (letter | 0x20) - 0x61 + 10
        default: nil
        }
    }
}
