import CSMMShim
import Glibc

/// What the process asks of the kernel and the C library before it does anything else.
package enum ProcessHardening {
    /// Forbids core dumps and tracing by the same user: a core would hold tokens. By itself, whatever the unit says; and
    /// the unit's LimitCORE=0 would not bind a core handler that is a pipe.
    ///
    /// - Returns: false when the kernel refused; say so in the log.
    package static func forbidCoreDumps() -> Bool {
        smm_forbid_core_dumps() == 0
    }

    /// Keeps the C library to `count` heaps; call before the first thread. Returns false when it refused.
    package static func limitHeaps(_ count: Int32) -> Bool {
        smm_limit_malloc_arenas(count) == 0
    }

    /// Hands free heap pages back to the kernel, for use after a large passing need. Returns whether some went back.
    @discardableResult
    package static func returnFreeMemory() -> Bool {
        smm_trim_heap() == 1
    }
}
