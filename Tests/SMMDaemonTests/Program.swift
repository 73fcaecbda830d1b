import Glibc
import SMMLab
import Testing

/// Runs smmctl against a daemon of the test, as a person would.
enum Program {
    /// Its output and its exit status.
    ///
    /// - Parameter patience: how long it may take.
    static func smmctl(
        _ programs: LabPrograms, _ home: DaemonHome, _ arguments: [String], within patience: Duration = .seconds(30)
    ) async throws -> (out: String, status: ChildProcess.Ending) {
        let path = home.folder + "/smmctl.out"
        // Output is appended.
        unlink(path)
        let child = try ChildProcess(
            [programs.smmctl, "--socket", home.socket] + arguments, output: path, errors: home.folder + "/smmctl.err")
        child.closeInput()
        let ending = try await child.end(within: patience)
        return (String(decoding: LabFile.read(path) ?? [], as: UTF8.self), ending)
    }
}
