package import Glibc

/// How a child process is started: threads of a pool block signals, and without this it would inherit that.
package final class SpawnAttributes {
    /// What `posix_spawn` takes.
    package var raw = posix_spawnattr_t()

    /// Attributes with more `flags`, `POSIX_SPAWN_SETPGROUP` for example.
    package init(flags: Int32 = 0) {
        posix_spawnattr_init(&raw)
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&raw, &mask)
        posix_spawnattr_setflags(&raw, Int16(POSIX_SPAWN_SETSIGMASK | flags))
    }

    deinit { posix_spawnattr_destroy(&raw) }
}
