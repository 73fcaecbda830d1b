import Foundation
import Testing

/// The house's fences, read from the import lines themselves: the compiler accepts some of these mistakes.
@Suite("Architecture")
struct ImportTests {
    /// What each target may import of ours; a target that is not listed fails, so that nobody forgets it.
    private static let allowed: [String: Set<String>] = [
        "SMMModel": [],
        "SMMText": ["SMMModel"],
        "SMMTime": ["SMMModel"],
        "SMMTimerWheel": ["CClockWatch", "CPrefetch"],
        "SMMSystemd": ["CSystemd", "CSMMShim"],
        "SMMConfig": ["SMMModel", "SMMTime"],
        "SMMDatabase": ["SMMModel"],
        "SMMDatabaseSQLite": ["CSQLiteMemory", "SMMDatabase", "SMMModel"],
        "SMMStore": ["SMMDatabase", "SMMModel"],
        "SMMAdapterKit": ["SMMModel", "SMMText", "SMMTime"],
        "SMMAtproto": ["SMMModel", "SMMTime"],
        "SMMMedia": ["CSMMShim", "SMMAdapterKit", "SMMModel"],
        "SMMDoorWire": ["CSMMShim", "SMMModel", "SMMSystemd"],
        // The part that faces the internet knows nothing of storage, accounts, secrets or the control API.
        "SMMDoor": ["SMMDoorWire", "SMMModel", "SMMSystemd", "SMMText"],
        "SMMTransport": ["CSMMShim", "SMMAdapterKit", "SMMModel"],
        "SMMAccounts": ["SMMAdapterKit", "SMMDatabase", "SMMModel", "SMMStore", "SMMText"],
        "SMMPublishing": ["SMMAdapterKit", "SMMDatabase", "SMMModel", "SMMStore", "SMMText"],
        "SMMPlanning": ["SMMDatabase", "SMMModel", "SMMStore", "SMMTime"],
        "SMMNotices": ["SMMAdapterKit", "SMMDatabase", "SMMModel", "SMMStore", "SMMText"],
        "SMMAPI": ["SMMModel"],
        "SMMAPIClient": ["SMMAPI", "SMMModel"],
        "SMMCommands": ["SMMAPI", "SMMAPIClient", "SMMConfig", "SMMModel", "SMMText", "SMMTime"],
    ]
    /// Packages that only one target may know.
    private static let owners: [String: Set<String>] = [
        "AsyncHTTPClient": ["SMMTransport", "SMMLab"],
        "GRDB": ["SMMDatabaseSQLite"],
        "GRDBSQLite": ["SMMDatabaseSQLite"],
        "Hummingbird": ["SMMAPIServer"],
        "CVips": [],
        "CVipsShim": ["smmd-media"],
        "Yams": ["SMMConfig", "SMMAdapterTestKit"],
        "FoundationNetworking": [],
    ]

    @Test("targets import only what their storey allows")
    func arrowsPointDown() throws {
        var seen: Set<String> = []
        for (target, allowed) in Self.allowed {
            for (file, module) in try Self.imports(below: "Sources/\(target)") {
                seen.insert(target)
                guard module.hasPrefix("SMM") || module.hasPrefix("CS") || module.hasPrefix("CC") else { continue }
                #expect(allowed.contains(module), "\(file) imports \(module)")
            }
        }
        #expect(
            seen.count == Self.allowed.count,
            "a listed target has no sources: \(Set(Self.allowed.keys).subtracting(seen))")
    }

    @Test("each dependency is known to its one owner alone")
    func owners() throws {
        for target in try Self.folders("Sources") {
            for (file, module) in try Self.imports(below: "Sources/\(target)") {
                guard let owners = Self.owners[module] else { continue }
                #expect(owners.contains(target), "\(file) imports \(module)")
            }
        }
    }

    @Test("an adapter knows the kit and the model, never storage, transport or another adapter")
    func adapters() throws {
        let common: Set<String> = ["SMMAdapterKit", "SMMModel", "SMMText", "SMMTime"]
        for platform in try Self.folders("Adapters") {
            let known = platform == "Bluesky" ? common.union(["SMMAtproto"]) : common
            for (file, module) in try Self.imports(below: "Adapters/\(platform)/Sources")
            where module.hasPrefix("SMM") || module.hasSuffix("Adapter") || Self.owners[module] != nil {
                #expect(known.contains(module), "\(file) imports \(module)")
            }
        }
    }

    @Test("no library reads the clock, sleeps or gives up on its own")
    func noHiddenWorld() throws {
        let banned = [
            "Task.sleep", "Thread.sleep", "fatalError(", "try! ", "as! ", "@unchecked Sendable", "nonisolated(unsafe)",
        ]
        for root in ["Sources", "Adapters"] {
            for file in try Self.swiftFiles(below: root) where !file.contains("/Tests/") {
                let text = try String(contentsOfFile: Self.root + "/" + file, encoding: .utf8)
                for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                    for word in banned { #expect(!line.contains(word), "\(file): \(word)") }
                }
            }
        }
    }

    @Test("time passes by itself in one place of the daemon and one of the command line")
    func realClocks() throws {
        let known = [
            "Sources/SMMCommands/Terminal/Terminal+Process.swift", "Sources/SMMDaemon/Daemon.swift",
            "Sources/SMMDaemon/Pause.swift",
        ]
        let files = try Self.swiftFiles(below: "Sources").filter { file in
            guard !file.hasPrefix("Sources/SMMLab/"), !file.hasPrefix("Sources/smmd-lab/") else { return false }
            let text = try String(contentsOfFile: Self.root + "/" + file, encoding: .utf8)
            return text.contains("ContinuousClock")
        }
        #expect(files.sorted() == known)
    }

    static let root = String(#filePath.dropLast("/Tests/ArchitectureTests/ImportTests.swift".count))

    private static func folders(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/" + path).filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(root)/\(path)/\(name)", isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }

    static func swiftFiles(below path: String) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: root + "/" + path) else { return [] }
        return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { path + "/" + $0 }
    }

    static func text(of file: String) throws -> String {
        try String(contentsOfFile: root + "/" + file, encoding: .utf8)
    }

    private static func imports(below path: String) throws -> [(file: String, module: String)] {
        try swiftFiles(below: path).flatMap { file -> [(file: String, module: String)] in
            let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
            return text.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else {
                    return nil
                }
                return (file, String(words[index + 1].split(separator: ".")[0]))
            }
        }
    }
}
