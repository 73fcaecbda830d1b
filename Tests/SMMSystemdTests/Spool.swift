import Foundation

/// A mail spool in a folder of its own, and a sendmail that answers as told.
struct Spool {
    let root: URL
    private let folder: URL
    private let sendmail: URL

    init() throws {
        let base = FileManager.default.temporaryDirectory
        root = base.appendingPathComponent("smm-spool-\(UInt64.random(in: .min ... .max))")
        folder = root.appendingPathComponent("mail")
        sendmail = root.appendingPathComponent("sendmail")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            [ "$*" = "-t -i" ] || exit 64
            status=$(cat '\(root.path)/status')
            [ "$status" -ne 0 ] || cat >>'\(root.path)/sent'
            exit "$status"

            """
        try Data(script.utf8).write(to: sendmail)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sendmail.path)
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
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = package.appendingPathComponent("scripts/deliver-mail")
        process.arguments = [folder.path]
        process.environment = ["PATH": "/usr/bin:/bin", "SENDMAIL": other ?? sendmail.path]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
