import CSMMShim
import Dispatch
import Glibc
import SMMTestSupport
import Synchronization

/// A program on a pseudo-terminal of its own, which a harness reads and types at as a person does.
package final class TerminalProcess: Sendable {
    private struct State {
        var shown: [UInt8] = []
        var ending: ChildProcess.Ending?
    }

    /// Its process id.
    package let pid: Int32
    private let main: Int32
    private let state: Mutex<State>

    /// Starts `arguments`, the first of which is the program's path.
    ///
    /// - Throws: `LabFailure` when there is no terminal to be had, or the program cannot be started.
    package init(_ arguments: [String]) throws {
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>: macros Swift does not import.
        guard main >= 0, ioctl(main, 0x4004_5431, &lock) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
            throw LabFailure("There is no terminal to be had: error \(errno).")
        }
        self.main = main
        self.pid = try Self.spawn(arguments, on: "/dev/pts/\(number)")
        self.state = Mutex(State())
        DispatchQueue(label: "smm.lab.terminal").async { self.readAll() }
    }

    private static func spawn(_ arguments: [String], on terminal: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes the session's: what /dev/tty then means.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        _ = smm_spawn_close_from(&actions, 3)
        // POSIX_SPAWN_SETSID of <spawn.h>, which Swift does not import.
        let attributes = SpawnAttributes(flags: 0x80)
        var strings = arguments.map { strdup($0) }
        strings.append(nil)
        defer { for string in strings { free(string) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, arguments.first ?? "", &actions, &attributes.raw, strings, environ)
        guard result == 0 else { throw LabFailure("\(arguments.first ?? "") cannot be started: error \(result).") }
        return pid
    }

    /// Everything it has shown so far, the echo of what was typed included.
    package var shown: String { String(decoding: state.withLock { $0.shown }, as: UTF8.self) }

    /// How it ended; nil while it runs.
    package var ending: ChildProcess.Ending? { state.withLock { $0.ending } }

    /// Whether what is typed now would be shown.
    package var echoes: Bool {
        var settings = termios()
        // Asked of this end, it tells of the other.
        return tcgetattr(main, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    /// Waits until `text` is shown, `count` times in all; false when the program ended or the time was up before.
    package func shows(_ text: String, times count: Int = 1, within limit: Duration = .seconds(60)) async throws -> Bool
    {
        func isShown() -> Bool { shown.components(of: text) >= count }
        _ = try await Wait.until(within: limit, every: .milliseconds(10)) { isShown() || ending != nil }
        return isShown()
    }

    /// Types a line once the terminal is silent; false when it never was.
    package func typeSecret(_ line: String, within limit: Duration = .seconds(60)) async throws -> Bool {
        let isSilent = try await Wait.until(within: limit, every: .milliseconds(5)) { !echoes || ending != nil }
        guard isSilent, ending == nil else { return false }
        return type(line)
    }

    /// Types a line now.
    @discardableResult
    package func type(_ line: String) -> Bool {
        let bytes = Array((line + "\n").utf8)
        return write(main, bytes, bytes.count) == bytes.count
    }

    /// Waits until it has ended.
    ///
    /// - Throws: `LabFailure` when it does not within the time.
    package func end(within limit: Duration = .seconds(60)) async throws -> ChildProcess.Ending {
        _ = try await Wait.until(within: limit, every: .milliseconds(10)) { ending != nil }
        guard let ending else {
            kill()
            throw LabFailure("\(pid) did not end within \(limit); it shows: \(shown)")
        }
        return ending
    }

    /// Ends it.
    package func kill() {
        state.withLock { state in
            // Nobody has waited for it yet, so that its number cannot be another's.
            if state.ending == nil { _ = Glibc.kill(pid, SIGKILL) }
        }
    }

    private func readAll() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(main, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }  // EIO: the program has let go of the other end
            state.withLock { $0.shown += buffer.prefix(count) }
        }
        // A program may let go of its terminal long before it ends: waiting for it leaves its number its own, so that
        // it can still be killed meanwhile.
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        state.withLock { state in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
            state.ending = status & 0x7f == 0 ? .exited((status >> 8) & 0xff) : .killed(status & 0x7f)
        }
        close(main)
    }
}

extension String {
    /// How often `text` is in it.
    fileprivate func components(of text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
