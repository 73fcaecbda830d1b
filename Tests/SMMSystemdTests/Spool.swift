import Foundation
import SMMTestSupport

/// A mail spool in a folder of its own, and a sendmail that answers as told.
struct Spool {
    let root: URL
    private let folder: URL

    init() throws {
        let base = FileManager.default.temporaryDirectory
        root = base.appendingPathComponent("smm-spool-\(UInt64.random(in: .min ... .max))")
        folder = root.appendingPathComponent("mail")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: root.appendingPathComponent("sent"))
        try answer(0)
    }

    func put(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
    }

    func age(_ name: String, days: Int) throws {
        let then = Date(timeIntervalSinceNow: -86_400 * Double(days))
        try FileManager.default.setAttributes(
            [.modificationDate: then], ofItemAtPath: folder.appendingPathComponent(name).path)
    }

    func answer(_ status: Int) throws {
        try Data("\(status)\n".utf8).write(to: root.appendingPathComponent("status"))
    }

    /// Everything in the spool, sorted.
    func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    }

    func sent() throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent("sent")), as: UTF8.self)
    }

    /// Runs the script; its exit status.
    func deliver(sendmail other: String? = nil) throws -> Int32 {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let package = tests.deletingLastPathComponent().deletingLastPathComponent()
        let sendmail = other ?? tests.appendingPathComponent("Programs/sendmail").path
        return try ProgramRun(
            [package.appendingPathComponent("scripts/deliver-mail").path, folder.path],
            environment: ["PATH": "/usr/bin:/bin", "SENDMAIL": sendmail, "SPOOL": root.path], quiet: true
        ).status
    }
}
