import CSMMShim
import Glibc
import Synchronization

/// One run of the process that parses media: started, talked to and ended within a bounded time.
///
/// It gets three descriptors and nothing else: a socket as standard input and output, as a service manager would hand
/// over a connection, and nowhere for its errors. It never outlives ``run(_:longestAnswer:patience:)``.
final class MediaChild: Sendable {
    /// How a run ended.
    enum Ending: Sendable, Hashable {
        /// An answer's two pieces.
        case answered(head: [UInt8], body: [UInt8])
        /// The program could not be started; the error's number.
        case notStarted(Int32)
        /// It ended before it had answered; the status of `waitpid`.
        case ended(status: Int32)
        /// It took too long.
        case late
        /// It sent more than an answer can be.
        case flooded
        /// Nobody waits for it any more.
        case cancelled
    }

    private struct State {
        var socket: Int32?
        var isCancelled = false
    }

    private let program: String
    private let state = Mutex(State())

    init(_ program: String) { self.program = program }

    /// Ends a run early; one that has not begun ends at once.
    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            // What waits on the socket wakes up. It is closed under the same lock, so that it is still ours.
            if let socket = state.socket { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    /// Sends `pieces`, waits for the answer, and ends the process. Blocks its thread for at most `patience`.
    ///
    /// - Parameter longestAnswer: the most bytes of the answer's second piece.
    func run(_ pieces: [[UInt8]], longestAnswer: Int, patience: Int64) -> Ending {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            return .notStarted(errno)
        }
        let socket = ends[0]
        defer {
            state.withLock { state in
                state.socket = nil
                close(socket)
            }
        }
        let isCancelled = state.withLock { state in
            state.socket = socket
            return state.isCancelled
        }
        guard !isCancelled else {
            close(ends[1])
            return .cancelled
        }
        let (pid, fault) = spawn(ends[1])
        close(ends[1])
        guard fault == 0 else { return .notStarted(fault) }
        var talk = MediaTalk(
            socket: socket, pieces: pieces, longestAnswer: longestAnswer, deadline: Self.now() + patience)
        let ending = talk.run(now: Self.now)
        // What has answered is not waited for either: it has nothing more to do.
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        if state.withLock({ $0.isCancelled }) { return .cancelled }
        switch ending {
        case .answered(let head, let body): return .answered(head: head, body: body)
        case .closed: return .ended(status: status)
        case .late: return .late
        case .flooded: return .flooded
        }
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
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var pid = pid_t()
        let fault = posix_spawn(&pid, program, &actions, &attributes, words, environment)
        return (pid, fault)
    }

    /// Milliseconds of a clock that nobody sets.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
