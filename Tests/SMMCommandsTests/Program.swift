import Glibc

/// Programs built beside these tests.
enum Program {
    /// The path of `smmctl`; nil when it was not built.
    static var smmctl: String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        // The test bundle is the program itself, or is loaded by a helper that got its path as an argument.
        let candidates =
            [String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)]
            + CommandLine.arguments.filter { $0.contains("PackageTests.xctest") }
        for path in candidates {
            guard let slash = path.lastIndex(of: "/") else { continue }
            let program = path[..<slash] + "/smmctl"
            if access(String(program), X_OK) == 0 { return String(program) }
        }
        return nil
    }
}
