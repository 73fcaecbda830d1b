import CSMMShim
import Dispatch
import Glibc
import SMMTestSupport
import Synchronization

/// A child process started without a shell. It ends with this object at the latest.
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum Ending: Sendable, Hashable {
        /// By itself, with a status.
        case exited(Int32)
        /// By a signal.
        case killed(Int32)
    }

    private struct State {
        var ending: Ending?
        var input: Int32
    }

    /// Its process id.
    package let pid: Int32
    /// Polls as readable once the process has ended.
    private let watch: Int32
    private let state: Mutex<State>

    /// Starts `arguments`, the first of which is the program's path.
    ///
    /// Its standard input stays open until this object goes or `closeInput` is called; output and errors are appended
    /// to files.
    ///
    /// - Throws: `LabFailure` when it cannot be started.
    package init(_ arguments: [String], output: String, errors: String) throws {
        // One at a time: between the making of a pipe and its mark, another child would inherit it.
        let (pid, input) = try Self.spawning.withLock { _ in
            try Self.spawn(arguments, output: output, errors: errors)
        }
        self.pid = pid
        // Nobody has waited for the child yet, so that its number cannot be another's.
        self.watch = smm_open_process(pid)
        self.state = Mutex(State(ending: nil, input: input))
    }

    private static let spawning = Mutex(())

    private static func spawn(
        _ arguments: [String], output: String, errors: String
    ) throws -> (pid: pid_t, input: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw LabFailure("There is no pipe to be had: error \(errno).") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // What other tests have open is none of its business, and would count against its limit.
        _ = smm_spawn_close_from(&actions, 3)
        // A child must not hear the terminal's Ctrl-C before the harness has done with it.
        let attributes = SpawnAttributes(flags: Int32(POSIX_SPAWN_SETPGROUP))
        var strings = arguments.map { strdup($0) }
        strings.append(nil)
        defer { for string in strings { free(string) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, arguments.first ?? "", &actions, &attributes.raw, strings, environ)
        guard result == 0 else {
            close(ends[1])
            throw LabFailure("\(arguments.first ?? "") cannot be started: error \(result).")
        }
        return (pid, ends[1])
    }

    deinit {
        signal(SIGKILL)
        state.withLock { state in
            if state.input >= 0 { close(state.input) }
            if state.ending == nil { _ = waitpid(pid, nil, 0) }
        }
        if watch >= 0 { close(watch) }
    }

    /// How it ended; nil while it runs.
    package var ending: Ending? {
        state.withLock { state in
            if let ending = state.ending { return ending }
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
            let ending: Ending = status & 0x7f == 0 ? .exited((status >> 8) & 0xff) : .killed(status & 0x7f)
            state.ending = ending
            return ending
        }
    }

    /// Sends a signal, unless it has ended: its number may be another's by then.
    package func signal(_ number: Int32) {
        guard ending == nil else { return }
        state.withLock { state in
            if state.ending == nil { _ = Glibc.kill(pid, number) }
        }
    }

    /// Closes its standard input.
    package func closeInput() {
        state.withLock { state in
            if state.input >= 0 { close(state.input) }
            state.input = -1
        }
    }

    /// Waits until it has ended.
    ///
    /// - Throws: `LabFailure` when it has not within the time.
    package func end(within limit: Duration) async throws -> Ending {
        guard watch >= 0 else { throw LabFailure("Process \(pid) cannot be watched.") }
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "smm.lab.end").async {
                self.waitForEnd(limit)
                continuation.resume()
            }
        }
        guard let ending else { throw LabFailure("Process \(pid) did not end within \(limit).") }
        return ending
    }

    /// Blocks until it has ended or the time is up.
    private func waitForEnd(_ limit: Duration) {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        var entry = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
        while true {
            let left = max(.zero, clock.now.duration(to: deadline))
            let answer = poll(&entry, 1, Int32(clamping: Int64(left / .milliseconds(1)) + 1))
            guard answer < 0, errno == EINTR else { return }
        }
    }
}
