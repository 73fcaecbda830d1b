import Glibc

/// Names from the system's own databases: getpwuid_r(3), getgrgid_r(3) and their kin.
package struct SystemUserDirectory: UserDirectory {
    /// Room for an entry: a group with thousands of members needs much.
    private static let room = 1 << 20

    /// The system's directory.
    package init() {}

    /// The user's name, or nil when the system knows none.
    package func userName(_ uid: UInt32) -> String? {
        withRoom { buffer in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard getpwuid_r(uid, &entry, buffer, Self.room, &found) == 0, found != nil else {
                return nil
            }
            return entry.pw_name.map { String(cString: $0) }
        }
    }

    /// The group's name, or nil when the system knows none.
    package func groupName(_ gid: UInt32) -> String? {
        withRoom { buffer in
            var entry = group()
            var found: UnsafeMutablePointer<group>?
            guard getgrgid_r(gid, &entry, buffer, Self.room, &found) == 0, found != nil else {
                return nil
            }
            return entry.gr_name.map { String(cString: $0) }
        }
    }

    /// Whether the system knows a user by this name.
    package func hasUser(_ name: String) -> Bool {
        withRoom { buffer in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            return getpwnam_r(name, &entry, buffer, Self.room, &found) == 0 && found != nil
        }
    }

    /// Whether the system knows a group by this name.
    package func hasGroup(_ name: String) -> Bool {
        withRoom { buffer in
            var entry = group()
            var found: UnsafeMutablePointer<group>?
            return getgrnam_r(name, &entry, buffer, Self.room, &found) == 0 && found != nil
        }
    }

    private func withRoom<T>(_ body: (UnsafeMutablePointer<CChar>) -> T) -> T {
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Self.room)
        defer { buffer.deallocate() }
        return body(buffer)
    }
}
