/// Names of Unix users and groups. The calls may block (LDAP, NSS), so they run on a database thread.
package protocol UserDirectory: Sendable {
    /// The user's name, or nil when the system knows none.
    func userName(_ uid: UInt32) -> String?
    /// The group's name, or nil when the system knows none.
    func groupName(_ gid: UInt32) -> String?
    /// Whether the system knows a user by this name.
    func hasUser(_ name: String) -> Bool
    /// Whether the system knows a group by this name.
    func hasGroup(_ name: String) -> Bool
}
