import SMMAccounts
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Synchronization
import Testing

@Suite("Roles and principals")
struct GrantTests {
    private static let anna = Peer(uid: 1000, groups: [1000, 70])

    private func give(
        _ office: Office, _ role: Role, to subject: GrantSubject, _ place: GrantDraft.Place = .brand("acme")
    ) async throws -> GrantDetail {
        try await office.grants.create(
            Office.root, GrantDraft(subject: subject, role: role, place: place), render: { _ in "" }
        ).value
    }

    @Test("roles add up from the user's and the groups' grants, the greatest wins")
    func addition() async throws {
        try await Office.open { (office) async throws in
            #expect(try await office.resolver.principal(of: Self.anna).roles.isEmpty)
            _ = try await give(office, .viewer, to: .group("readers"))
            _ = try await give(office, .author, to: .user("anna"))
            _ = try await give(office, .viewer, to: .user("anna"), .brand("beta"))
            let principal = try await office.resolver.principal(of: Self.anna)
            #expect(principal.name == "anna" && principal.uid == 1000 && principal.everywhere == nil)
            #expect(principal.roles == [office.acme: .author, office.beta: .viewer])
            let bert = try await office.resolver.principal(of: Peer(uid: 1001, groups: [1001, 70]))
            #expect(bert.roles == [office.acme: .viewer])
        }
    }

    @Test("root, the given users and the bootstrap group are admins everywhere; nobody else is by a Unix group alone")
    func bootstrap() async throws {
        try await Office.open { (office) async throws in
            #expect(try await office.resolver.principal(of: Peer(uid: 0, groups: [0])).everywhere == .admin)
            #expect(try await office.resolver.principal(of: Peer(uid: 1002, groups: [50])).everywhere == .admin)
            let carla = try await office.resolver.principal(of: Peer(uid: 1002, groups: [60, 70]))
            #expect(carla.everywhere == nil && carla.roles.isEmpty)
            let stranger = try await office.resolver.principal(of: Peer(uid: 31337, groups: [31337]))
            #expect(stranger.name == "uid-31337" && stranger.roles.isEmpty)
        }
    }

    @Test("answers are kept until a grant changes, then roles are read again")
    func caching() async throws {
        try await Office.open { (office) async throws in
            let told = Mutex(0)
            office.resolver.onChange { told.withLock { $0 += 1 } }
            _ = try await office.resolver.principal(of: Self.anna)
            let asked = office.directory.questions
            _ = try await office.resolver.principal(of: Self.anna)
            #expect(office.directory.questions == asked)
            let epoch = office.resolver.epoch
            let grant = try await give(office, .approver, to: .user("anna"))
            #expect(office.resolver.epoch > epoch)
            #expect(try await office.resolver.principal(of: Self.anna).roles == [office.acme: .approver])
            _ = try await office.grants.revoke(Office.root, grant.id.description)
            #expect(try await office.resolver.principal(of: Self.anna).roles.isEmpty)
            #expect(told.withLock { $0 } == 2)
        }
    }

    @Test("a role taken back between the request and its transaction is not used any more")
    func timeOfCheck() async throws {
        try await Office.open { (office) async throws in
            let grant = try await give(office, .admin, to: .user("anna"))
            let stale = try await office.resolver.principal(of: Self.anna)
            #expect(stale.role(in: office.acme) == .admin)
            _ = try await office.grants.revoke(Office.root, grant.id.description)
            await refusal("brand-not-found") {
                try await office.brands.edit(stale, "acme", BrandChange(title: "too late"))
            }
            _ = try await give(office, .viewer, to: .user("anna"))
            await refusal("forbidden") { try await office.brands.edit(stale, "acme", BrandChange(title: "too late")) }
        }
    }

    @Test("giving the same role again changes nothing, another role replaces it")
    func repetition() async throws {
        try await Office.open { (office) async throws in
            let first = try await give(office, .author, to: .user("anna"))
            #expect(try await give(office, .author, to: .user("anna")) == first)
            let second = try await give(office, .viewer, to: .user("anna"))
            #expect(second.id != first.id)
            #expect(try await office.resolver.principal(of: Self.anna).roles == [office.acme: .viewer])
            let all = try await office.grants.list(Office.root, GrantFilter(includesRevoked: true))
            #expect(all.map(\.id) == [second.id, first.id])
            #expect(all.last?.revokedBy == "root")
            #expect(try await office.grants.list(Office.root, GrantFilter()).map(\.id) == [second.id])
            await refusal("grant-revoked") { try await office.grants.revoke(Office.root, first.id.description) }
        }
    }

    @Test("an admin of one brand gives and sees roles there alone")
    func places() async throws {
        try await Office.open { (office) async throws in
            let local = Office.person(.admin, in: office.acme)
            let elsewhere = try await give(office, .viewer, to: .user("bert"), .brand("beta"))
            let everywhere = try await give(office, .viewer, to: .group("readers"), .everywhere)
            func make(_ place: GrantDraft.Place) async throws -> GrantDetail {
                try await office.grants.create(
                    local, GrantDraft(subject: .user("anna"), role: .author, place: place), render: { _ in "" }
                ).value
            }
            #expect(try await make(.brand(nil)).brand == office.acme)
            await refusal("brand-not-found") { try await make(.brand("beta")) }
            await refusal("forbidden") { try await make(.everywhere) }
            for grant in [elsewhere, everywhere] {
                await refusal("grant-not-found") { try await office.grants.revoke(local, grant.id.description) }
            }
            #expect(try await office.grants.list(local, GrantFilter()).map(\.subject) == [.user("anna")])
            let all = Office.root
            // What holds everywhere holds in the brand as well.
            #expect(
                Set(try await office.grants.list(all, GrantFilter(brand: "acme")).map(\.subject))
                    == [.user("anna"), .group("readers")])
            for role in [Role.viewer, .author, .approver] {
                let person = Office.person(role, in: office.acme)
                await refusal("forbidden") {
                    try await office.grants.create(
                        person, GrantDraft(subject: .user("anna"), role: .admin, place: .brand("acme")),
                        render: { _ in "" })
                }
                await refusal("forbidden") { try await office.grants.list(person, GrantFilter(brand: "acme")) }
            }
        }
    }

    @Test(
        "a name the system does not know is refused",
        arguments: [
            (GrantSubject.user("nobody-here"), "user-unknown"), (.group("nogroup-here"), "group-unknown"),
            (.user("a:b"), "user-unknown"), (.user(""), "user-unknown"), (.user("anna\n"), "user-unknown"),
        ])
    func names(_ subject: GrantSubject, _ code: String) async throws {
        try await Office.open { (office) async throws in
            await refusal(code) { try await give(office, .viewer, to: subject) }
        }
    }

    @Test("the system's own directory knows root and no impossible user")
    func systemDirectory() {
        let directory = SystemUserDirectory()
        #expect(directory.userName(0) == "root" && directory.hasUser("root"))
        #expect(directory.groupName(0) == "root" && directory.hasGroup("root"))
        #expect(directory.userName(4_000_000_001) == nil && !directory.hasUser("no:such"))
        #expect(directory.groupName(4_000_000_001) == nil && !directory.hasGroup("no:such"))
    }

    @Test("while a change of grants is under way nothing is kept: the first look after its commit sees the new rows")
    func duringChange() async throws {
        try await Office.open { (office) async throws in
            let grant = try await give(office, .author, to: .user("anna"))
            let resolver = office.resolver
            let stale = try await resolver.principal(of: Self.anna)
            #expect(stale.roles == [office.acme: .author])
            try await resolver.changing {
                // A reader before the commit still sees the old rows.
                #expect(try await resolver.principal(of: Self.anna).roles == [office.acme: .author])
                try await office.database.write { tx in
                    try tx.execute("UPDATE role_grant SET revoked_at = 1 WHERE id = \(grant.id.rawValue)")
                }
                // A write right after the commit, before whoever changed the grants has said so.
                let seen = try await office.database.write { tx in try resolver.current(stale, in: tx) }
                #expect(seen.roles.isEmpty)
            }
            #expect(try await resolver.principal(of: Self.anna).roles.isEmpty)
        }
    }
}
