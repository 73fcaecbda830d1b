/// The rules for zone names, which are paths below the zone database's folder and come from outside.
package enum ZoneName {
    /// The longest name that is looked up, in bytes.
    package static let longest = 128

    /// Why a name cannot be a zone's, or nil when it can.
    ///
    /// Parts are letters, digits, `_`, `+`, `-` and `.`, as zic demands; none is `.` or `..`; nothing starts or ends
    /// with a slash. `right/` counts leap seconds, and `localtime` and `posixrules` are copies with no name of their
    /// own.
    package static func problem(_ name: String) -> String? {
        guard !name.isEmpty else { return "it is empty" }
        guard name.utf8.count <= longest else { return "it has more than \(longest) characters" }
        for byte in name.utf8 where !isAllowed(byte) {
            return "only letters, digits and the characters _ + - . / are allowed"
        }
        for part in name.split(separator: "/", omittingEmptySubsequences: false) {
            if part.isEmpty { return "a part between slashes is empty" }
            if part == "." || part == ".." { return "it points to another folder" }
        }
        if name.hasPrefix("right/") { return "the right/ zones count leap seconds" }
        if name.hasPrefix("posix/") { return "write it without posix/" }
        if name == "localtime" || name == "posixrules" { return "it is a copy of another zone; name that zone" }
        return nil
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): true
        default: false
        }
    }
}
