import Glibc

/// How many files and connections the process may have open at once (RLIMIT_NOFILE).
package struct DescriptorLimit: Equatable, Sendable {
    /// Below this the daemon does not start: its loops, database and log take about 30 before the first request, and a
    /// library ends the process when it gets none.
    package static let least: UInt64 = 64
    /// More is not asked for, whatever the hard limit allows.
    package static let most: UInt64 = 16_384

    /// What binds now.
    package var soft: UInt64
    /// What the process may raise it to.
    package var hard: UInt64

    /// A limit as given.
    package init(soft: UInt64, hard: UInt64) {
        self.soft = soft
        self.hard = hard
    }

    /// The soft limit to have: a shell's is often small where the hard one is not.
    package var wanted: UInt64 { max(soft, min(hard, Self.most)) }

    /// Raises the process's soft limit to what is wanted; gives the limit that then holds.
    package static func raise() -> DescriptorLimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        var own = DescriptorLimit(soft: UInt64(limit.rlim_cur), hard: UInt64(limit.rlim_max))
        guard own.wanted != own.soft else { return own }
        limit.rlim_cur = rlim_t(own.wanted)
        if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 { own.soft = own.wanted }
        return own
    }
}
