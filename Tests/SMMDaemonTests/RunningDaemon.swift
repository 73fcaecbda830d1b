import Foundation
import Testing

/// A smmd of its own in a folder of its own, spoken to through smmctl, as a person would.
final class RunningDaemon {
    let folder: String
    private let smmd: String
    private let smmctl: String
    private var process: Process?

    /// A daemon in `folder`; nil when the programs were not built.
    init?(folder: String, configuration: String = "") throws {
        guard let smmd = Program.path("smmd"), let smmctl = Program.path("smmctl") else { return nil }
        self.folder = folder
        self.smmd = smmd
        self.smmctl = smmctl
        try FileManager.default.createDirectory(atPath: folder + "/config", withIntermediateDirectories: true)
        try configuration.write(toFile: folder + "/config/smmd.yaml", atomically: true, encoding: .utf8)
    }

    var socket: String { folder + "/s" }

    /// Starts it and waits until it answers.
    func start() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: smmd)
        process.arguments = [
            "--config", folder + "/config", "--state", folder + "/state", "--socket", socket, "--site",
            folder + "/site",
        ]
        process.standardOutput = FileHandle.nullDevice
        let log = folder + "/log"
        if !FileManager.default.fileExists(atPath: log) {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
        }
        let handle = FileHandle(forWritingAtPath: log)
        handle?.seekToEndOfFile()
        process.standardError = handle
        try process.run()
        self.process = process
        for _ in 0..<600 {
            if try ctl("status", "-q").status == 0 { return }
            guard process.isRunning else { break }
            usleep(50_000)
        }
        Issue.record("smmd did not come up: \((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
    }

    /// Kills it as a power cut would.
    func killHard() {
        guard let process else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// Tells it to stop; its exit status.
    func stop() -> Int32 {
        guard let process else { return -1 }
        process.terminate()
        process.waitUntilExit()
        self.process = nil
        return process.terminationStatus
    }

    /// Runs smmctl against it.
    func ctl(_ arguments: String...) throws -> (out: String, err: String, status: Int32) {
        try Program.run(smmctl, ["--socket", socket] + arguments)
    }

    deinit {
        killHard()
    }
}
