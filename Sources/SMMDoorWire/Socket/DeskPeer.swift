import SMMSystemd

/// Who may be at the other end.
package enum DeskPeer {
    /// Whether the kernel says that the other end is one of these users'.
    static func isOne(of users: Set<UInt32>, _ descriptor: Int32) -> Bool {
        do throws(SystemdError) {
            return users.contains(try PeerCredentials.of(descriptor: descriptor).userID)
        } catch {
            // Whoever cannot be told is nobody.
            return false
        }
    }
}
