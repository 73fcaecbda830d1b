import Glibc

/// A program that was run to its end, with its output in memory.
///
/// Foundation's `Process` reads past the end of the list of open descriptors where a test process has many of them.
package struct ProgramRun: Sendable {
    /// The exit status; 128 and the number of the signal where one ended it.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: [UInt8]

    /// Runs `arguments`, the first of which is looked up in `PATH`, with these bytes as its standard input.
    ///
    /// - Parameter environment: its variables; those of this process when nil.
    /// - Throws: `ProgramRunError` when it cannot be started.
    package init(
        _ arguments: [String], environment: [String: String]? = nil, input: [UInt8] = [], quiet: Bool = false
    ) throws(ProgramRunError) {
        // Files, not pipes: a program that writes before it has read everything would wait for ever.
        let (source, sink) = (try Self.file(), try Self.file())
        defer { for descriptor in [source, sink] { close(descriptor) } }
        guard write(source, input, input.count) == input.count, lseek(source, 0, SEEK_SET) == 0 else {
            throw ProgramRunError(number: errno)
        }
        let pid = try Self.spawn(arguments, environment, source, sink, quiet)
        var ended: Int32 = 0
        while waitpid(pid, &ended, 0) < 0 && errno == EINTR {}
        status = ended & 0x7f == 0 ? (ended >> 8) & 0xff : 128 + ended & 0x7f
        output = Self.contents(sink)
    }

    /// A file without a name.
    private static func file() throws(ProgramRunError) -> Int32 {
        var template = Array("\(temporaryPlace(environment: nil, name: "smm-test"))/smm-test-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw ProgramRunError(number: errno) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    private static func spawn(
        _ arguments: [String], _ environment: [String: String]?, _ source: Int32, _ sink: Int32, _ quiet: Bool
    ) throws(ProgramRunError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, source, 0)
        posix_spawn_file_actions_adddup2(&actions, sink, 1)
        if quiet { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
        let attributes = SpawnAttributes()
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { given in given.map { strdup("\($0.key)=\($0.value)") } + [nil] }
        defer { for string in words + (variables ?? []) { free(string) } }
        var pid = pid_t()
        let program = arguments.first ?? ""
        let result =
            if let variables {
                posix_spawnp(&pid, program, &actions, &attributes.raw, words, variables)
            } else {
                posix_spawnp(&pid, program, &actions, &attributes.raw, words, environ)
            }
        guard result == 0 else { throw ProgramRunError(number: result) }
        return pid
    }

    private static func contents(_ descriptor: Int32) -> [UInt8] {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(descriptor, &piece, piece.count), count > 0 { bytes += piece.prefix(count) }
        return bytes
    }
}
