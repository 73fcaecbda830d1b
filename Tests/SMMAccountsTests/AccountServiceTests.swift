import SMMAccounts
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("Accounts and groups")
struct AccountServiceTests {
    @Test("an account is found by name, brand and name, id and unique prefix")
    func lookup() async throws {
        try await Office.open { (office) async throws in
            let main = try await office.account("main")
            let other = try await office.account("main", brand: "beta")
            let root = Office.root
            #expect(try await office.accounts.show(root, "acme/main") == main)
            #expect(try await office.accounts.show(root, "main", brand: "beta") == other)
            #expect(try await office.accounts.show(root, main.profile.id.description) == main)
            let problem = await refusal("account-ambiguous") { try await office.accounts.show(root, "main") }
            #expect(problem?.allowed?.contains("beta/main") == true)
            let anna = Office.person(.viewer, in: office.acme)
            #expect(try await office.accounts.show(anna, "main") == main)
            let digits = main.profile.id.description.dropFirst(4)
            #expect(try await office.accounts.show(anna, String(digits)).profile == main.profile)
        }
    }

    @Test("an account of a foreign brand reads exactly like a missing one, by whatever name")
    func foreign() async throws {
        try await Office.open { (office) async throws in
            let other = try await office.account("shop", brand: "beta")
            let anna = Office.person(.admin, in: office.acme)
            for reference in ["shop", "beta/shop", other.profile.id.description] {
                let problem = await refusal("account-not-found") { try await office.accounts.show(anna, reference) }
                #expect(problem?.status == 404)
                #expect(problem?.next == "See what there is: smmctl account list")
                await refusal("account-not-found") { try await office.accounts.remove(anna, reference) }
                await refusal("account-not-found") {
                    try await office.accounts.edit(anna, reference, AccountChange(name: "mine"))
                }
            }
            await refusal("brand-not-found") { try await office.accounts.list(anna, brand: "beta") }
            #expect(try await office.accounts.list(anna).isEmpty)
        }
    }

    @Test("settings are checked against the platform, every mistake at once")
    func settings() async throws {
        try await Office.open { (office) async throws in
            func make(_ settings: [String: String], platform: String = "site") async throws -> AccountDetail {
                try await office.accounts.create(
                    Office.root, AccountDraft(brand: "acme", platform: platform, name: "x", settings: settings),
                    render: { _ in "" }
                ).value
            }
            let problem = await refusal("setting-unknown") { try await make(["dirctory": "/x", "theme": "loud"]) }
            #expect(problem?.next == "Did you mean directory?")
            #expect(problem?.others.map(\.code.rawValue) == ["setting-missing", "setting-not-allowed"])
            await refusal("platform-unknown") { try await make([:], platform: "sight") }
            await refusal("setting-too-long") { try await make(["directory": ""]) }
            #expect(try await make(["directory": "/x", "theme": "warm"]).profile.settings.count == 2)
            await refusal("account-name-taken") { try await make(["directory": "/x"]) }
        }
    }

    @Test("what only the platform's adapter knows of a setting is checked when it is set, with the step to take")
    func faults() async throws {
        try await Office.open { (office) async throws in
            func make(_ settings: [String: String]) async throws {
                _ = try await office.accounts.create(
                    Office.root, AccountDraft(brand: "acme", platform: "site", name: "x", settings: settings),
                    render: { _ in "" })
            }
            let both = await refusal("setting-not-allowed") { try await make(["directory": "x", "theme": "loud"]) }
            let other = try #require(both?.others.first)
            #expect(both?.others.count == 1 && other.code.rawValue == "setting-invalid" && other.status == 422)
            #expect(other.message == "It is no full path." && other.given == "x" && other.allowed == "a full path")
            #expect(other.next == "Say --set directory=/srv or such, or leave it out.")
            try await make(["directory": "/x"])
            let id = try await office.accounts.show(Office.root, "x").profile.id
            let problem = await refusal("setting-invalid") {
                try await office.accounts.edit(Office.root, "x", AccountChange(settings: ["directory": "y"]))
            }
            #expect(problem?.next == "smmctl account set \(id) directory=/srv")
            #expect(try await office.accounts.show(Office.root, "x").profile.settings == ["directory": "/x"])
        }
    }

    @Test("a folder is one account's alone, however it is written, and one that is taken away is given anew")
    func ownFolder() async throws {
        try await Office.open { (office) async throws in
            let context = AccountsContext(
                database: office.database, ids: office.context.ids, clock: office.context.clock,
                authority: office.context.authority, manifests: office.context.manifests,
                checkZone: office.context.checkZone, nearest: office.context.nearest,
                complete: { account, brand in
                    account.settings.merging(["directory": "/own/\(brand.name)/\(account.name)"]) { own, _ in own }
                },
                ownPlace: { account in
                    let names = account.settings["directory"]?.split(separator: "/")
                    return names.map { ("directory", "/" + $0.joined(separator: "/")) }
                })
            let accounts = AccountService(context)
            func make(
                _ name: String, _ directory: String?, _ brand: String, by person: Principal = Office.root
            ) async throws {
                let settings = directory.map { ["directory": $0] } ?? [:]
                let draft = AccountDraft(brand: brand, platform: "site", name: name, settings: settings)
                _ = try await accounts.create(person, draft, render: { _ in "" })
            }
            try await make("blog", "/srv/blog", "acme")
            let seen = await refusal("setting-taken") { try await make("copy", "//srv/blog/", "acme") }
            #expect(seen?.message == "/srv/blog is used by the account “blog” of the brand acme already.")
            #expect(seen?.given == "//srv/blog/")
            #expect(
                seen?.next == "Say another: smmctl account add site --name copy --set directory=PATH --brand acme")
            let stranger = Office.person(.admin, in: office.beta)
            let unseen = await refusal("setting-taken") { try await make("copy", "/srv/blog", "beta", by: stranger) }
            #expect(unseen?.message == "/srv/blog is used by another account already.")
            try await make("copy", nil, "acme")
            let set = await refusal("setting-taken") {
                try await accounts.edit(Office.root, "copy", AccountChange(settings: ["directory": "/srv/blog/"]))
            }
            #expect(set?.next?.hasPrefix("smmctl account set acc_") == true)
            let emptied = try await accounts.edit(Office.root, "blog", AccountChange(settings: ["directory": ""]))
            #expect(emptied.profile.settings == ["directory": "/own/acme/blog"])
            let free = try await accounts.edit(
                Office.root, "copy", AccountChange(settings: ["directory": "/srv/blog"]))
            #expect(free.profile.settings == ["directory": "/srv/blog"])
            _ = try await accounts.remove(Office.root, "copy")
            try await make("again", "/srv/blog", "acme")
        }
    }

    @Test("renaming keeps the settings, and an empty text takes one away")
    func edits() async throws {
        try await Office.open { (office) async throws in
            _ = try await office.account("main")
            let change = AccountChange(name: "front", settings: ["theme": "plain"])
            let edited = try await office.accounts.edit(Office.root, "main", change)
            #expect(edited.profile.name == "front")
            #expect(edited.profile.settings == ["directory": "/srv/x", "theme": "plain"])
            let less = try await office.accounts.edit(Office.root, "front", AccountChange(settings: ["theme": ""]))
            #expect(less.profile.settings == ["directory": "/srv/x"])
            await refusal("setting-missing") {
                try await office.accounts.edit(Office.root, "front", AccountChange(settings: ["directory": ""]))
            }
        }
    }

    @Test(
        "an account with something still to do is not removed; a removed one is gone from groups and its name is free")
    func removal() async throws {
        try await Office.open { (office) async throws in
            let account = try await office.account("main")
            let group = try await office.groups.create(
                Office.root, GroupDraft(brand: "acme", name: "all-of-it", accounts: ["main"]), render: { _ in "" }
            ).value
            let id = account.profile.id.rawValue
            try await office.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO delivery (id, post_id, brand_id, account_id, schedule_kind, created_at)
                    VALUES (1, 1, 1, \(id), 'at', 0)
                    """)
                try tx.execute(
                    """
                    INSERT INTO operation (id, delivery_id, post_id, brand_id, account_id, revision_id, kind, part, parts,
                      state, attempts, crashes, epoch, key_round, absents, cancel_requested, created_at, updated_at)
                    VALUES (1, 1, 1, 1, \(id), 1, 'publish', 0, 1, 'scheduled', 0, 0, 0, 0, 0, 0, 0, 0)
                    """)
            }
            await refusal("account-in-use") { try await office.accounts.remove(Office.root, "main") }
            try await office.database.write { tx in _ = try tx.execute("UPDATE operation SET state = 'published'") }
            _ = try await office.accounts.remove(Office.root, "main", dryRun: true)
            #expect(try await office.groups.show(Office.root, group.id.description).accounts.count == 1)
            _ = try await office.accounts.remove(Office.root, "main")
            #expect(try await office.groups.show(Office.root, "all-of-it").accounts.isEmpty)
            await refusal("account-not-found") { try await office.accounts.show(Office.root, "main") }
            _ = try await office.account("main")
        }
    }

    @Test("holds that reach a whole account are told with it")
    func holds() async throws {
        try await Office.open { (office) async throws in
            let account = try await office.account("main")
            #expect(account.held.isEmpty)
            let brand = office.acme.rawValue
            let id = account.profile.id.rawValue
            try await office.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO hold (id, brand_id, scope_kind, scope_key, reason, detail, placed_at, placed_by) VALUES
                      (1, \(brand), 'account', \(id), 'fuse', '', 0, 'x'), (2, \(brand), 'brand', \(brand), 'policy', '', 0, 'x'),
                      (3, \(brand), 'post', 7, 'approval', '', 0, 'x'), (4, 0, 'everything', 0, 'restore', '', 0, 'x')
                    """)
            }
            let held = try await office.accounts.show(Office.root, "main").held
            #expect(held == [.restore, .policy, .fuse])
        }
    }

    @Test("a group never crosses brands, and its name is no account's")
    func groups() async throws {
        try await Office.open { (office) async throws in
            _ = try await office.account("main")
            _ = try await office.account("second")
            _ = try await office.account("shop", brand: "beta")
            func make(_ name: String, _ accounts: [String]) async throws -> GroupDetail {
                try await office.groups.create(
                    Office.root, GroupDraft(brand: "acme", name: name, accounts: accounts), render: { _ in "" }
                ).value
            }
            await refusal("account-not-found") { try await make("both", ["main", "shop"]) }
            await refusal("group-name-taken") { try await make("main", []) }
            #expect(
                try await make("both", ["main", "acme/second", "main"]).accounts.map(\.name) == ["main", "second"])
            let changed = try await office.groups.changeMembers(
                Office.root, "both", add: ["second"], remove: ["main"])
            #expect(changed.accounts.map(\.name) == ["second"])
            let anna = Office.person(.admin, in: office.beta)
            await refusal("group-not-found") { try await office.groups.show(anna, "both") }
            await refusal("group-not-found") { try await office.groups.delete(anna, changed.id.description) }
            _ = try await office.groups.delete(Office.root, "both")
            #expect(try await office.groups.list(Office.root).isEmpty)
        }
    }

    @Test("an account and a group of a brand never share a name, whichever comes first")
    func namesOfGroups() async throws {
        try await Office.open { (office) async throws in
            _ = try await office.account("main")
            _ = try await office.groups.create(
                Office.root, GroupDraft(brand: "acme", name: "team"), render: { _ in "" })
            await refusal("account-name-taken") { try await office.account("team") }
            await refusal("account-name-taken") {
                try await office.accounts.edit(Office.root, "main", AccountChange(name: "team"))
            }
            // In another brand the name is free.
            _ = try await office.account("team", brand: "beta")
        }
    }

    @Test("a list of a platform that is none is refused, not empty")
    func unknownPlatform() async throws {
        try await Office.open { (office) async throws in
            await refusal("platform-unknown") { try await office.accounts.list(Office.root, platform: "sitee") }
            #expect(try await office.accounts.list(Office.root, platform: "chat").isEmpty)
        }
    }
}
