import Glibc

/// A child process started without a shell.
struct Spawned {
    /// Why a child could not be started or did not end well.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let pid: pid_t

    /// Starts `arguments`; the first one is the program, found on PATH when it has no slash. Its output goes to `log`.
    init(_ arguments: [String], log: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // A server must not hear the terminal's Ctrl-C before its clients are done with it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var strings = arguments.map { strdup($0) }
        strings.append(nil)
        defer { for string in strings { free(string) } }
        var pid = pid_t()
        let result = posix_spawnp(&pid, arguments[0], &actions, &attributes, strings, environ)
        guard result == 0 else { throw Failure(description: "cannot start \(arguments[0]): error \(result)") }
        self.pid = pid
    }

    /// True once it has ended; its status can then not be asked again.
    func hasEnded() -> Bool {
        var status: Int32 = 0
        return waitpid(pid, &status, WNOHANG) == pid
    }

    /// Waits for its end; throws unless it exited with 0.
    func wait() throws {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure(description: "waitpid failed: error \(errno)") }
        }
        guard status == 0 else { throw Failure(description: "ended with status \(status)") }
    }

    /// Asks it to stop with `signal`, then waits for its end.
    func stop(_ signal: Int32) {
        kill(pid, signal)
        try? wait()
    }
}
