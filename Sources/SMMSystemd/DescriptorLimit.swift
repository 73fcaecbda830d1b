import Glibc

/// How many files and connections the process may have open at once (RLIMIT_NOFILE).
package struct DescriptorLimit: Equatable, Sendable {
    /// Below this the daemon does not start: a library ends the process when it gets none.
    package static var least: UInt64 { own(cores: cores) + 24 }
    /// More is not asked for, whatever the hard limit allows.
    package static let most: UInt64 = 16_384

    /// What the daemon has open with all its readers before the first request, as counted: 34, and three for each event
    /// loop of the control interface, which are as many as there are cores.
    package static func own(cores: Int) -> UInt64 { 34 + 3 * UInt64(max(1, cores)) }

    /// The machine's cores; a container may use fewer.
    package static var cores: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

    /// Uploads, backups, sites and the journal of events open a few files each for a moment.
    private static let files = 16

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

    /// How many of `wanted` clients may be connected at a time, so that what goes out finds a descriptor however many of
    /// them there are.
    ///
    /// - Parameter sends: how many operations may be under way. Where there is not enough for both, each has half.
    package func connections(upTo wanted: Int, sends: Int, cores: Int = Self.cores) -> Int {
        let spare = Int(clamping: soft - min(soft, Self.own(cores: cores)))
        return min(wanted, max(spare - sends - Self.files, spare / 2))
    }

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
