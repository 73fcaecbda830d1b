import CSMMShim
import Glibc

/// Who is at the other end of a Unix socket, as the kernel recorded it when they connected.
package struct PeerCredentials: Equatable, Sendable {
    /// The process that connected; it may be gone by now, and its number used again.
    package var processID: Int32
    /// The user.
    package var userID: UInt32
    /// The primary group.
    package var groupID: UInt32
    /// The supplementary groups; the primary one is not always among them.
    package var supplementaryGroups: [UInt32]

    /// Credentials as given.
    package init(processID: Int32, userID: UInt32, groupID: UInt32, supplementaryGroups: [UInt32]) {
        self.processID = processID
        self.userID = userID
        self.groupID = groupID
        self.supplementaryGroups = supplementaryGroups
    }

    /// Whether the peer is in a group, by its primary group or a supplementary one.
    package func isMember(ofGroup group: UInt32) -> Bool {
        groupID == group || supplementaryGroups.contains(group)
    }

    /// Asks the kernel about a connected Unix socket.
    ///
    /// SO_PEERCRED knows the primary group only; roles hang on supplementary ones, which SO_PEERGROUPS tells.
    /// - Throws: `peerUnknown` when the descriptor is not a connected Unix socket.
    package static func of(descriptor: Int32) throws(SystemdError) -> PeerCredentials {
        var basic = smm_peer_credentials()
        guard smm_get_peer_credentials(descriptor, &basic) == 0 else {
            throw SystemdError(code: .peerUnknown, errorNumber: errno)
        }
        // NGROUPS_MAX of Linux; nobody has more, so the second round is enough.
        let mostGroups = 65536
        var groups = [gid_t](repeating: 0, count: 64)
        var count = smm_get_peer_groups(descriptor, &groups, Int32(groups.count))
        if count > groups.count {
            groups = [gid_t](repeating: 0, count: mostGroups)
            count = smm_get_peer_groups(descriptor, &groups, Int32(groups.count))
        }
        guard count >= 0, count <= groups.count else {
            throw SystemdError(code: .peerUnknown, errorNumber: count < 0 ? errno : ERANGE)
        }
        return PeerCredentials(
            processID: basic.pid, userID: basic.uid, groupID: basic.gid,
            supplementaryGroups: Array(groups.prefix(Int(count))))
    }
}
