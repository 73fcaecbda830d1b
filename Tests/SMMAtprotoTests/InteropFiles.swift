import SMMAtproto
import SMMTestSupport

/// The protocol's own interoperability files of ``SharedFolder``.
enum InteropFiles {
    static func bytes(_ path: String) throws -> [UInt8] { try SharedFolder.bytes(path) }

    static func json(_ path: String) throws -> ATValue { try ATValue(json: bytes(path), lenient: true) }

    /// The lines of a syntax file that are neither empty nor comments, spaces kept.
    static func lines(_ name: String) throws -> [String] {
        let text = String(decoding: try bytes("atproto-interop/syntax/\(name).txt"), as: UTF8.self)
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }
}
