import SMMAccounts
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import Testing

@Suite("Brands")
struct BrandServiceTests {
    @Test("a brand is made with the daemon's defaults, found by name, id and unique prefix, and recorded")
    func creation() async throws {
        try await Office.open { (office) async throws in
            let brand = try await office.brands.show(Office.root, "acme")
            #expect(brand.profile.zone == "Europe/Berlin" && brand.profile.language == "de")
            #expect(brand.profile.title == "acme" && brand.role == .admin)
            #expect(try await office.brands.show(Office.root, brand.profile.id.description) == brand)
            let text = brand.profile.id.description
            // The two ids differ in their last digits alone, so the whole id less nothing is the shortest sure prefix.
            #expect(try await office.brands.show(Office.root, String(text.dropFirst(4))) == brand)
            let common = zip(text, office.beta.description).prefix { $0 == $1 }.map(\.0)
            await refusal("brand-ambiguous") { try await office.brands.show(Office.root, String(common)) }
            #expect(try await office.verbs() == ["brand.created", "brand.created"])
        }
    }

    @Test("without a reference the only brand in sight is meant, else the names are told")
    func onlyBrand() async throws {
        try await Office.open { (office) async throws in
            let problem = await refusal("brand-required") { try await office.brands.show(Office.root, nil) }
            #expect(problem?.allowed == "acme, beta")
            let anna = Office.person(.viewer, in: office.acme)
            #expect(try await office.brands.show(anna, nil).profile.name == "acme")
            let nobody = Principal(kind: .user, name: "n", uid: 9, via: "test")
            await refusal("brand-none") { try await office.brands.show(nobody, nil) }
        }
    }

    @Test("a brand out of sight reads exactly like one that does not exist")
    func foreign() async throws {
        try await Office.open { (office) async throws in
            let anna = Office.person(.admin, in: office.acme)
            let foreign = await refusal("brand-not-found") { try await office.brands.show(anna, "beta") }
            let missing = await refusal("brand-not-found") { try await office.brands.show(anna, "bela") }
            #expect(foreign?.message.replacing("beta", with: "X") == missing?.message.replacing("bela", with: "X"))
            #expect(foreign?.next == missing?.next && foreign?.status == 404)
            await refusal("brand-not-found") { try await office.brands.show(anna, office.beta.description) }
            await refusal("brand-not-found") {
                try await office.brands.edit(anna, "beta", BrandChange(title: "Mine now"))
            }
            #expect(try await office.brands.list(anna).map(\.profile.name) == ["acme"])
        }
    }

    @Test("only an admin everywhere makes a brand, only an admin of a brand changes it")
    func roles() async throws {
        try await Office.open { (office) async throws in
            for role in Role.allCases {
                let person = Office.person(role, in: office.acme)
                await refusal("forbidden") {
                    try await office.brands.create(person, BrandDraft(name: "new"), render: { _ in "" })
                }
                let change = BrandChange(title: "By \(role.rawValue)")
                if role == .admin {
                    #expect(try await office.brands.edit(person, "acme", change).profile.title == "By admin")
                } else {
                    await refusal("forbidden") { try await office.brands.edit(person, "acme", change) }
                }
            }
        }
    }

    @Test(
        "a field that cannot be is refused with its own code",
        arguments: [
            (BrandDraft(name: "Acme GmbH"), "name-invalid"), (BrandDraft(name: ""), "name-invalid"),
            (BrandDraft(name: "9lives"), "name-invalid"), (BrandDraft(name: "a-"), "name-invalid"),
            (BrandDraft(name: String(repeating: "a", count: 41)), "name-invalid"),
            (BrandDraft(name: "last"), "name-reserved"),
            (BrandDraft(name: "acme"), "brand-name-taken"), (BrandDraft(name: "x", title: " "), "title-invalid"),
            (BrandDraft(name: "x", title: "a\nb"), "title-invalid"),
            (BrandDraft(name: "x", zone: "Mars/Base"), "zone-unknown"),
            (BrandDraft(name: "x", language: "deutsch!"), "language-invalid"),
            (BrandDraft(name: "x", language: ""), "language-invalid"),
            (BrandDraft(name: "x", colour: "red"), "colour-invalid"),
        ])
    func fields(_ draft: BrandDraft, _ code: String) async throws {
        try await Office.open { (office) async throws in
            await refusal(code) { try await office.brands.create(Office.root, draft, render: { _ in "" }) }
            #expect(try await office.brands.list(Office.root).count == 2)
        }
    }

    @Test("a name that will not do comes with one that will")
    func suggestion() async throws {
        try await Office.open { (office) async throws in
            let problem = await refusal("name-invalid") {
                try await office.brands.create(
                    Office.root, BrandDraft(name: "Ümlaut & Söhne GmbH!"), render: { _ in "" })
            }
            #expect(problem?.next == "Use “mlaut-s-hne-gmbh”.")
        }
    }

    @Test("the same key makes one brand; another body with it is refused; a dry run makes none")
    func keys() async throws {
        try await Office.open { (office) async throws in
            func make(_ name: String, hash: UInt8, dryRun: Bool = false) async throws -> Creation<BrandDetail> {
                try await office.brands.create(
                    Office.root, BrandDraft(name: name),
                    WriteOptions(key: RequestKey(key: "k1", route: "createBrand", bodyHash: [hash]), isDryRun: dryRun),
                    render: { "made \($0.profile.name)" })
            }
            _ = try await make("gamma", hash: 1, dryRun: true).value
            guard case .keyed(let first) = try await make("gamma", hash: 1) else {
                Issue.record("the dry run left its key behind")
                return
            }
            #expect(first.body == "made gamma" && first.status == 201)
            guard case .replayed(let second) = try await make("gamma", hash: 1) else {
                Issue.record("not replayed")
                return
            }
            #expect(second == first)
            await refusal("idempotency-key-reused") { try await make("delta", hash: 2) }
            #expect(try await office.brands.list(Office.root).map(\.profile.name) == ["acme", "beta", "gamma"])
        }
    }

    @Test("an edit that changes nothing records nothing")
    func idleEdit() async throws {
        try await Office.open { (office) async throws in
            _ = try await office.brands.edit(Office.root, "acme", BrandChange(zone: "Europe/Berlin"))
            #expect(try await office.verbs().count == 2)
            let edited = try await office.brands.edit(
                Office.root, "acme", BrandChange(name: "acme-de", colour: "#1f6feb"))
            #expect(edited.profile.name == "acme-de" && edited.profile.colour == "#1f6feb")
            _ = try await office.brands.edit(Office.root, "acme-de", BrandChange(colour: ""), dryRun: true)
            #expect(try await office.brands.show(Office.root, "acme-de").profile.colour == "#1f6feb")
            #expect(try await office.verbs().last == "brand.edited")
            let whole = try await office.database.read { tx in try EventLog.firstBrokenLink(in: tx) }
            #expect(whole == nil)
        }
    }
}
