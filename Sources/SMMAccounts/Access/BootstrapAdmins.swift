/// Who is an admin before anybody was given a role. Unix groups do nothing else by themselves.
package struct BootstrapAdmins: Sendable, Hashable {
    /// User ids: root, and the user the daemon runs as.
    package var users: Set<UInt32>
    /// Names of Unix groups.
    package var groups: Set<String>

    /// Root, the given users and the members of the given groups.
    package init(users: Set<UInt32> = [], groups: Set<String> = ["smm-admin"]) {
        self.users = users.union([0])
        self.groups = groups
    }
}
