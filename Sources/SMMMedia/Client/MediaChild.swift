import CSMMShim
import Glibc

/// One run of the process that parses media: started, talked to and ended within a bounded time.
///
/// It gets three descriptors and nothing else: a socket as standard input and output, as a service manager would hand
/// over a connection, and nowhere for its errors. It never outlives ``run(_:longestAnswer:patience:)``.
final class MediaChild: MediaRun {
    /// Its environment. Writing a picture takes and leaves tens of megabytes again and again: in large pages, and not given
    /// back each time, that costs a quarter less. The unit has the same line.
    private static let setting =
        "GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=33554432:"
        + "glibc.malloc.trim_threshold=33554432"

    private let program: String
    private let leash = SocketLeash()

    init(_ program: String) { self.program = program }

    func cancel() { leash.cut() }

    func run(_ pieces: [[UInt8]], longestAnswer: Int, patience: Int64) -> MediaEnding {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            return .notStarted(errno)
        }
        let socket = ends[0]
        defer { leash.drop(socket) }
        guard leash.take(socket) else {
            close(ends[1])
            return .cancelled
        }
        let (pid, fault) = spawn(ends[1])
        close(ends[1])
        guard fault == 0 else { return .notStarted(fault) }
        var talk = MediaTalk(
            socket: socket, pieces: pieces, longestAnswer: longestAnswer, deadline: MonotonicClock.now() + patience)
        let ending = talk.run(now: MonotonicClock.now)
        // What has answered is not waited for either: it has nothing more to do.
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        if leash.isCut { return .cancelled }
        return ending == .closed ? .ended(status: status) : ending
    }

    private func spawn(_ socket: Int32) -> (pid: pid_t, fault: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let closing = smm_spawn_close_from(&actions, 3)
        guard closing == 0 else { return (0, closing) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of a pool block signals, and those the daemon ignores would stay ignored.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words = [strdup(program), nil]
        defer { free(words[0]) }
        let environment = [strdup(Self.setting), nil]
        defer { free(environment[0]) }
        var pid = pid_t()
        let fault = posix_spawn(&pid, program, &actions, &attributes, words, environment)
        return (pid, fault)
    }
}
