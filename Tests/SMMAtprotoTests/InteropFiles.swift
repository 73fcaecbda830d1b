import Foundation
import SMMAtproto
import Testing

/// The protocol's own interoperability files, which lie outside the repository.
enum InteropFiles {
    /// The folder of shared material: `SMM_SHARED`, else `shared` beside the checkout.
    static let root =
        ProcessInfo.processInfo.environment["SMM_SHARED"]
        ?? #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/shared"

    /// Whether tests on them run: when the folder is there, or when it must be.
    static let areWanted =
        FileManager.default.fileExists(atPath: root + "/specs/atproto-interop")
        || ProcessInfo.processInfo.environment["SMM_REQUIRE_SPECS"] == "1"

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: root + "/specs/" + path)))
    }

    static func json(_ path: String) throws -> ATValue { try ATValue(json: bytes(path), lenient: true) }

    /// The lines of a syntax file that are neither empty nor comments, spaces kept.
    static func lines(_ name: String) throws -> [String] {
        let text = String(decoding: try bytes("atproto-interop/syntax/\(name).txt"), as: UTF8.self)
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }
}
