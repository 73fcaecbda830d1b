/// The Unix identity at the other end of a connection, as the kernel recorded it when it was made.
package struct Peer: Sendable, Hashable {
    /// The user id.
    package var uid: UInt32
    /// The primary and supplementary groups, sorted, each once.
    package var groups: [UInt32]

    /// A peer; the order of the groups does not matter.
    package init(uid: UInt32, groups: [UInt32]) {
        self.uid = uid
        self.groups = Set(groups).sorted()
    }
}
