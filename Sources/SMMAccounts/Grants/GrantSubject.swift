import SMMModel

/// To whom a role is given.
package enum GrantSubject: Sendable, Hashable {
    /// A Unix user, by name.
    case user(String)
    /// The members of a Unix group, by name.
    case group(String)

    /// The stored kind.
    package var kind: String {
        switch self {
        case .user: "user"
        case .group: "group"
        }
    }

    /// The name.
    package var name: String {
        switch self {
        case .user(let name), .group(let name): name
        }
    }

    /// Checks that the system knows the name; throws `user-unknown` or `group-unknown`.
    func check(_ directory: any UserDirectory) throws(Problem) {
        let isKnown: Bool
        switch self {
        case .user(let name): isKnown = Self.isName(name) && directory.hasUser(name)
        case .group(let name): isKnown = Self.isName(name) && directory.hasGroup(name)
        }
        guard !isKnown else { return }
        throw Problem.invalid(
            "\(kind)-unknown", "The system knows no Unix \(kind) of that name.", given: String(name.prefix(64)),
            next: kind == "user" ? "See who there is: getent passwd" : "See what there is: getent group")
    }

    /// What useradd(8) takes, and what directories add to it; above all no colon, slash, space or control character.
    private static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return (1...64).contains(bytes.count) && bytes.first != UInt8(ascii: "-")
            && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
    }
}
