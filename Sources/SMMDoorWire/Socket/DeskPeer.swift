import Glibc
import SMMSystemd

/// Who may be at the other end.
package enum DeskPeer {
    /// Bytes of the record of a user; more than any that a system gives.
    private static let roomForUser = 16 << 10

    /// The numbers of the users who may be there: the user of this name, where there is one, and the process's own.
    package static func users(_ name: String) -> Set<UInt32> {
        var users: Set<UInt32> = [geteuid()]
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: roomForUser) { room in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard let start = room.baseAddress, getpwnam_r(name, &entry, start, room.count, &found) == 0, found != nil
            else { return }
            users.insert(entry.pw_uid)
        }
        return users
    }

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
