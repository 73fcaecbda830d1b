import SMMModel

/// Writes `application/x-www-form-urlencoded` and queries of URLs (WHATWG URL, section 5).
package enum FormText {
    /// `name=value` pairs in order, joined by `&`; everything but unreserved characters is escaped.
    package static func encode(_ fields: [(name: String, value: String)]) -> String {
        fields.map { escape($0.name) + "=" + escape($0.value) }.joined(separator: "&")
    }

    /// `text` with everything but the unreserved characters of RFC 3986 percent-escaped as UTF-8.
    package static func escape(_ text: String) -> String { PercentCoding.encode(text) }
}
