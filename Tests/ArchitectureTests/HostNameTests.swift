import Testing

/// Open networks are run by whoever wants to. Nothing may be decided by a host's name, so that none may stand in the code.
@Suite("Names of hosts")
struct HostNameTests {
    /// What looks like a host's name in the sources and decides nothing, by file.
    private static let allowed: [String: Set<String>] = [
        // What settings are until a person gives others; and an example.
        "BlueskyManifest.swift": [
            "bsky.social", "plc.directory", "video.bsky.app", "api.bsky.chat", "bsky.app", "name.example.com",
            "README.md",
        ],
        // Examples in what people read.
        "BlueskyAdapter+Connect.swift": ["name.example.com"], "Discovery.swift": ["name.example.com"],
        "MastodonAdapter+Settings.swift": ["example.social"], "MastodonAdapter+Connect.swift": ["example.social"],
        "MastodonManifest.swift": ["example.social", "README.md", "vnd.wave"],
        // The name of a document by the rules of `did:web`.
        "Identifier.swift": ["did.json"],
        // A file and its keys, named to a person.
        "ConnectStop+Server.swift": ["smmd.yaml", "network.allow", "network.ports"],
        // Names of steps.
        "Notes.swift": ["record.again", "video.upload", "video.turns", "video.job"],
        "MediaUploads.swift": ["media.rounds", "media.doubt"],
    ]

    @Test("no string of the open networks' adapters or of their kit names a host but as a default or an example")
    func sources() throws {
        var used: [String: Set<String>] = [:]
        for folder in ["Adapters/Bluesky/Sources", "Adapters/Mastodon/Sources", "Sources/SMMAdapterKit"] {
            let files = try ImportTests.swiftFiles(below: folder)
            #expect(files.count > 10)
            for file in files {
                let name = String(file.split(separator: "/").last ?? "")
                for host in Self.hosts(in: try ImportTests.text(of: file)) {
                    used[name, default: []].insert(host)
                    #expect(Self.allowed[name]?.contains(host) == true, "\(file) names \(host)")
                }
            }
        }
        // What is not there any more is not allowed any more.
        #expect(used == Self.allowed)
    }

    @Test(
        "a host's name is found wherever it stands in a string",
        arguments: [
            (#"if host == "mastodon.social" { }"#, ["mastodon.social"]),
            (#"url.hasPrefix("https://bsky.social/xrpc/")"#, ["bsky.social"]),
            (#"host.hasSuffix(".host.bsky.network")"#, ["host.bsky.network"]),
            (#"let a = "\(x ? "one.example" : "b")/\(y).bsky.app""#, ["one.example", "bsky.app"]),
            ("let a = \"\"\"\n  See \"https://pixelfed.social\".\n  \"\"\"", ["pixelfed.social"]),
            ("let a = #\"say \"gts.example\" \\#(b)\"#", ["gts.example"]),
            ("/* \"a.social\" /* */ \"b.social\" */ let a = 1 // \"c.social\"", []),
            (#"XRPC(pds).query("com.atproto.server.getSession", ["a": "\(seat.did)"])"#, []),
            (#""app.bsky.feed.post", "chat.bsky.convo.defs#a", "see app.bsky, com.atproto""#, []),
            (#""1.5 and a.b""#, []),
        ] as [(String, [String])])
    func finds(source: String, hosts: [String]) { #expect(Self.hosts(in: source).sorted() == hosts.sorted()) }

    /// The names in the string literals of a source: labels with dots between them, of which the last has two letters or
    /// more and no digit; names of the lexicons have another form.
    private static func hosts(in source: String) -> Set<String> {
        var hosts: Set<String> = []
        for literal in StringLiterals.all(in: source) {
            let words = literal.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "." || $0 == "-") }
            for word in words {
                let labels = word.split(separator: ".")
                guard labels.count > 1, let last = labels.last, last.count > 1, last.allSatisfy(\.isLetter),
                    !isOfLexicons(labels)
                else { continue }
                hosts.insert(labels.joined(separator: "."))
            }
        }
        return hosts
    }

    private static func isOfLexicons(_ labels: [Substring]) -> Bool {
        [["app", "bsky"], ["com", "atproto"], ["chat", "bsky"]].contains(labels.prefix(2).map(String.init))
    }
}
