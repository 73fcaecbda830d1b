/// Rules for the ids of a server: opaque texts that are put into paths and compared by age.
enum RemoteID {
    /// The id a JSON value holds, as a string or a whole number; nil unless it is safe in a path.
    static func read(_ value: JSONValue?) -> String? {
        let text: String?
        switch value {
        case .string(let string): text = string
        case .whole(let number): text = String(number)
        default: text = nil
        }
        return text.flatMap { isValid($0) ? $0 : nil }
    }

    /// Whether it is made of letters, digits, `-` and `_` only: no server can choose our paths by an id such as `..`.
    static func isValid(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 128
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// Whether `left` was made before `right`: by length, then by bytes (documentation, api/guidelines).
    static func isOlder(_ left: String, than right: String) -> Bool {
        let (one, two) = (left.utf8, right.utf8)
        return one.count == two.count ? one.lexicographicallyPrecedes(two) : one.count < two.count
    }

    /// The newest of `ids`; nil when there is none.
    static func newest(_ ids: some Sequence<String>) -> String? {
        ids.max { isOlder($0, than: $1) }
    }
}
