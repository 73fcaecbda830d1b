// swift-tools-version: 6.2
import PackageDescription

/// `make check` turns warnings into errors.
let isStrict = Context.environment["SMM_STRICT"] == "1"

let strict: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

/// The networks smmd speaks, one folder each under Adapters/.
let platforms = ["Bluesky", "Mastodon", "Site"]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioExtras: Target.Dependency = .product(name: "NIOExtras", package: "swift-nio-extras")
let nioFoundationCompat: Target.Dependency = .product(name: "NIOFoundationCompat", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// A library target under Sources/.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a target, under Tests/.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.target(name: name)] + dependencies, exclude: exclude,
        swiftSettings: strict)
}

/// What an adapter needs beyond the kit.
let adapterExtras: [String: [Target.Dependency]] = ["Bluesky": ["SMMAtproto"], "Mastodon": [crypto]]

/// An adapter and its tests, under Adapters/.
func adapter(_ platform: String) -> [Target] {
    let extras = adapterExtras[platform] ?? []
    return [
        .target(
            name: platform + "Adapter", dependencies: ["SMMAdapterKit", "SMMModel", "SMMText", "SMMTime"] + extras,
            path: "Adapters/\(platform)/Sources", swiftSettings: strict),
        .testTarget(
            name: platform + "AdapterTests",
            dependencies: [
                .target(name: platform + "Adapter"), "SMMAdapterKit", "SMMAdapterTestKit", "SMMModel",
                "SMMTestSupport", "SMMText", "SMMTime",
            ] + extras,
            path: "Adapters/\(platform)/Tests", swiftSettings: strict),
    ]
}

let package = Package(
    name: "smmd",
    platforms: [.macOS(.v15)],  // ignored on Linux; without it, annotated dependencies do not type-check
    products: [
        .executable(name: "smmd", targets: ["smmd"]),
        .executable(name: "smmctl", targets: ["smmctl"]),
        .executable(name: "smmd-media", targets: ["smmd-media"]),
        .executable(name: "smmd-door", targets: ["smmd-door"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        // Foundations
        library("SMMModel"),
        library("SMMText", ["SMMModel", crypto]),
        library("SMMTime", ["SMMModel"]),
        .target(name: "CClockWatch"),
        .target(name: "CPrefetch"),
        library("SMMTimerWheel", ["CClockWatch", "CPrefetch"]),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "CSMMShim"),
        .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
        .target(name: "CVipsShim", dependencies: ["CVips"]),
        library("SMMSystemd", ["CSystemd", "CSMMShim", logging, serviceLifecycle]),
        library("SMMConfig", ["SMMModel", "SMMTime", yams]),

        // Storage
        library("SMMDatabase", ["SMMModel"]),
        .target(name: "CSQLiteMemory"),
        library("SMMDatabaseSQLite", ["CSQLiteMemory", "SMMDatabase", "SMMModel", grdb, grdbSQLite]),
        library("SMMStore", ["SMMDatabase", "SMMModel", crypto]),

        // Networks
        library("SMMAdapterKit", ["SMMModel", "SMMText", "SMMTime", crypto]),
        library("SMMAtproto", ["SMMModel", "SMMTime", crypto]),
        library("SMMMedia", ["CSMMShim", "SMMAdapterKit", "SMMModel"]),
        library("SMMDoorWire", ["CSMMShim", "SMMModel", "SMMSystemd", crypto]),
        library(
            "SMMDoor",
            [
                "SMMDoorWire", "SMMModel", "SMMSystemd", "SMMText", crypto, httpTypes, hummingbirdCore, logging,
                nioCore,
                nioExtras, nioHTTP1, nioHTTPTypes, nioPosix, serviceLifecycle, unixSignals,
            ]),
        library(
            "SMMTransport",
            ["CSMMShim", "SMMAdapterKit", "SMMModel", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL]),

        // The parts
        library(
            "SMMAccounts",
            ["SMMAdapterKit", "SMMDatabase", "SMMModel", "SMMStore", "SMMText", crypto, cryptoExtras, logging]),
        library(
            "SMMPublishing",
            ["SMMAdapterKit", "SMMDatabase", "SMMModel", "SMMStore", "SMMText", logging, crypto]),
        library("SMMPlanning", ["SMMDatabase", "SMMModel", "SMMStore", "SMMTime"]),
        library("SMMNotices", ["SMMAdapterKit", "SMMDatabase", "SMMModel", "SMMStore", "SMMText", logging]),

        // Control
        library("SMMAPI", ["SMMModel"]),
        library(
            "SMMAPIServer",
            [
                "SMMAPI", "SMMAccounts", "SMMAdapterKit", "SMMModel", "SMMStore", "SMMSystemd", hummingbirdCore,
                httpTypes, logging, nioCore, nioExtras, nioHTTP1, nioHTTPTypes, nioPosix, serviceLifecycle, crypto,
            ]),
        library(
            "SMMControl",
            [
                "SMMAPI", "SMMAPIServer", "SMMAccounts", "SMMAdapterKit", "SMMDatabase", "SMMDoorWire", "SMMMedia",
                "SMMModel", "SMMNotices", "SMMPlanning", "SMMPublishing", "SMMStore", "SMMText", "SMMTime", crypto,
                nioCore,
            ]),
        library("SMMAPIClient", ["SMMAPI", "SMMModel", nioCore, nioHTTP1, nioPosix]),
        library(
            "SMMCommands", ["SMMAPI", "SMMAPIClient", "SMMConfig", "SMMModel", "SMMText", "SMMTime", argumentParser]),

        // The whole
        library("SMMBuiltinAdapters", ["SMMAdapterKit"] + platforms.map { .target(name: $0 + "Adapter") }),
        library(
            "SMMDaemon",
            [
                "CSMMShim", "SMMAPI", "SMMAPIServer", "SMMAccounts", "SMMAdapterKit", "SMMConfig", "SMMControl",
                "SMMDatabase",
                "SMMDatabaseSQLite", "SMMDoorWire", "SMMMedia", "SMMModel", "SMMNotices", "SMMPlanning",
                "SMMPublishing", "SMMStore", "SMMSystemd",
                "SMMText", "SMMTime", "SMMTimerWheel", "SMMTransport", logging, serviceLifecycle, unixSignals,
            ]),
        .executableTarget(
            name: "smmd", dependencies: ["SMMBuiltinAdapters", "SMMDaemon", "SMMTransport", argumentParser],
            swiftSettings: strict),
        .executableTarget(name: "smmctl", dependencies: ["CSMMShim", "SMMCommands"], swiftSettings: strict),
        .executableTarget(name: "smmd-door", dependencies: ["SMMDoor", argumentParser], swiftSettings: strict),
        .executableTarget(name: "smmd-media", dependencies: ["CVipsShim", "SMMMedia"], swiftSettings: strict),
        .executableTarget(
            name: "smmd-lab",
            dependencies: [
                "SMMAccounts", "SMMAdapterKit", "SMMAdapterTestKit", "SMMBuiltinAdapters", "SMMDaemon", "SMMLab",
                "SMMModel",
                "SMMPublishing", "SMMTestSupport", argumentParser,
            ],
            swiftSettings: strict),

        // For tests and harnesses
        library("SMMTestSupport", ["SMMModel"]),
        library(
            "SMMAdapterTestKit",
            [
                "SMMAdapterKit", "SMMAtproto", "SMMModel", "SMMTestSupport", "SMMText", "SMMTime", crypto, nioCore,
                nioHTTP1, nioPosix, yams,
            ]),
        library("SMMDatabaseConformance", ["SMMDatabase", "SMMModel", "SMMTestSupport", "CLibPQ"]),
        library(
            "SMMLab",
            [
                "CSMMShim", "SMMAPI", "SMMAPIClient", "SMMAccounts", "SMMAdapterKit", "SMMAdapterTestKit",
                "SMMAtproto", "SMMDatabase", "SMMDatabaseSQLite", "SMMModel", "SMMPublishing", "SMMStore",
                "SMMTestSupport", "SMMText",
                "SMMTimerWheel", "SMMTransport", asyncHTTPClient, logging, nioCore, nioHTTP1, nioPosix,
            ]),

        tests("SMMModel"),
        tests("SMMTestSupport"),
        tests("SMMText", ["SMMModel", "SMMTestSupport"]),
        tests("SMMTime", ["SMMModel", "SMMTestSupport"]),
        tests("SMMTimerWheel", ["SMMTestSupport"]),
        tests(
            "SMMSystemd", ["CSMMShim", "CSystemd", "SMMModel", "SMMTestSupport", logging, serviceLifecycle],
            exclude: ["Programs"]),
        tests("SMMConfig", ["SMMModel", "SMMTime"]),
        tests("SMMDatabase", ["SMMModel"]),
        tests("SMMDatabaseSQLite", ["SMMDatabase", "SMMDatabaseConformance", "SMMModel", "SMMTestSupport"]),
        tests("SMMAdapterKit", ["SMMModel", "SMMTestSupport", "SMMText", "SMMTime"]),
        tests("SMMAtproto", ["SMMModel", "SMMTestSupport", "SMMTime"]),
        tests("SMMDoorWire", ["CSMMShim", "SMMModel", "SMMTestSupport"]),
        tests(
            "SMMDoor",
            ["SMMDoorWire", "SMMModel", "SMMSystemd", "SMMTestSupport", httpTypes, logging, nioCore, serviceLifecycle]),
        tests("SMMMedia", ["SMMAdapterKit", "SMMLab", "SMMModel", "SMMTestSupport"]),
        tests(
            "SMMTransport",
            [
                "SMMAdapterKit", "SMMAdapterTestKit", "SMMModel", "SMMTestSupport", asyncHTTPClient, nioCore, nioHTTP1,
                nioPosix, nioSSL,
            ]),
        tests("SMMAdapterTestKit", ["SMMAdapterKit", "SMMAtproto", "SMMModel", "SMMTestSupport", "SMMTransport"]),
        tests(
            "SMMAccounts",
            [
                "SMMAdapterKit", "SMMAdapterTestKit", "SMMDatabase", "SMMDatabaseSQLite", "SMMModel", "SMMStore",
                "SMMTestSupport", logging,
            ]),
        tests(
            "SMMPublishing",
            [
                logging, "SMMAdapterKit", "SMMAdapterTestKit", "SMMAtproto", "SMMDatabase", "SMMDatabaseSQLite",
                "SMMModel", "SMMStore", "SMMTestSupport", "SMMText", "SMMTime",
            ]),
        tests(
            "SMMPlanning", ["SMMDatabase", "SMMDatabaseSQLite", "SMMModel", "SMMStore", "SMMTestSupport", "SMMTime"]),
        tests(
            "SMMNotices",
            [
                logging, "SMMText", "SMMAdapterKit", "SMMDatabase", "SMMDatabaseSQLite", "SMMModel", "SMMStore",
                "SMMTestSupport",
            ]),
        tests("SMMAPI", ["SMMModel"]),
        tests(
            "SMMAPIServer",
            [
                "SMMAPI", "SMMAccounts", "SMMAdapterKit", "SMMAdapterTestKit", "SMMDatabaseSQLite", "SMMModel",
                "SMMStore", "SMMTestSupport",
                hummingbirdCore, httpTypes, logging, nioCore, nioPosix, serviceLifecycle,
            ]),
        tests(
            "SMMControl",
            [
                "SMMAPI", "SMMAPIServer", "SMMAccounts", "SMMAdapterKit", "SMMAdapterTestKit", "SMMDatabase",
                "SMMDatabaseSQLite", "SMMDoorWire", "SMMModel", "SMMPlanning", "SMMPublishing", "SMMStore",
                "SMMTestSupport",
                "SMMText", "SMMTime",
                crypto, hummingbirdCore, httpTypes, logging, nioCore,
            ]),
        tests("SMMCommands", ["SMMAPI", "SMMModel", "SMMTestSupport"], exclude: ["Snapshots"]),
        tests("SMMStore", ["SMMDatabase", "SMMDatabaseSQLite", "SMMModel", "SMMTestSupport"]),
        tests(
            "SMMDaemon",
            [
                "SMMAPI", "SMMAccounts", "SMMAdapterKit", "SMMAdapterTestKit", "SMMBuiltinAdapters", "SMMConfig",
                "SMMControl", "SMMDatabase",
                "SMMDatabaseConformance", "SMMDatabaseSQLite", "SMMLab", "SMMMedia", "SMMModel", "SMMPublishing",
                "SMMStore", "SMMSystemd", "SMMTestSupport", logging,
            ]),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    ] + platforms.flatMap(adapter)
)
