/// Writes `multipart/form-data` (RFC 7578).
package struct MultipartForm: Sendable {
    private let boundary: String
    private var parts = HTTPBody()

    /// A form; `boundary` is made of letters and digits and must occur in none of the values. A random one of 32 does.
    package init(boundary: String) { self.boundary = boundary }

    /// The value of the `Content-Type` field.
    package var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// The whole body.
    package var body: HTTPBody {
        var body = parts
        body.append(.bytes(Array("--\(boundary)--\r\n".utf8)))
        return body
    }

    /// Adds a text.
    package mutating func add(_ name: String, _ value: String) {
        begin("name=\"\(Self.quoted(name))\"")
        add("\r\n\(value)\r\n")
    }

    /// Adds a file with its type.
    package mutating func add(_ name: String, file: String, type: String, content: HTTPBody) {
        begin("name=\"\(Self.quoted(name))\"; filename=\"\(Self.quoted(file))\"")
        add("Content-Type: \(type)\r\n\r\n")
        parts.append(content)
        add("\r\n")
    }

    private mutating func begin(_ parameters: String) {
        add("--\(boundary)\r\nContent-Disposition: form-data; \(parameters)\r\n")
    }

    private mutating func add(_ text: String) { parts.append(.bytes(Array(text.utf8))) }

    /// Quotes and line ends escaped as browsers do (WHATWG HTML, multipart/form-data encoding).
    private static func quoted(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "%22"
            case "\r": out += "%0D"
            case "\n": out += "%0A"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
