import SMMAPIServer
import SMMAccounts
import SMMModel

/// One user for each role, named after it, and `guest`.
struct Town: UserDirectory {
    func userName(_ uid: UInt32) -> String? {
        if uid == 0 { return "root" }
        return Role.allCases.first { Self.uid(of: $0) == uid }?.rawValue
    }
    func groupName(_ gid: UInt32) -> String? { gid == 77 ? "writers" : nil }
    func hasUser(_ name: String) -> Bool { Role(rawValue: name) != nil || name == "guest" || name == "root" }
    func hasGroup(_ name: String) -> Bool { name == "writers" }

    static func uid(of role: Role) -> UInt32 {
        2000 + UInt32(Role.allCases.firstIndex(of: role) ?? 0)
    }

    /// A new connection of the user that has `role` in `acme`.
    static func connection(_ role: Role) -> Connection {
        Connection(peer: Peer(uid: uid(of: role), groups: [uid(of: role)]))
    }
}
