import SMMAccounts
import SMMAdapterKit
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import Testing

@Suite("Clients who connect an account of theirs")
struct InviteTests {
    private static let door = "https://door.example.org"
    private static let state = "state-1-of-the-door"

    private func draft(_ name: String = "shop", hours: Int64 = 24) -> InviteDraft {
        InviteDraft(account: AccountDraft(brand: "acme", platform: "site", name: name), life: .hours(hours))
    }

    /// Makes an invite and gives it with what its address ends with.
    private func made(_ service: InviteService, _ draft: InviteDraft) async throws -> (InviteDetail, secret: String) {
        let (invite, url) = try await service.create(Office.root, draft)
        let address = try #require(url)
        #expect(address.hasPrefix(Self.door + "/invite/"))
        return (invite, String(address.dropFirst((Self.door + "/invite/").utf8.count)))
    }

    private func invites(_ scene: ConnectScene) -> InviteService {
        InviteService(scene.context, accounts: AccountService(scene.context), connections: scene.service)
    }

    @Test("an invite connects one account, once; who is told, and what is kept")
    func connects() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let (invite, secret) = try await made(service, draft())
            #expect(secret.utf8.count == 64)
            let kept = try await scene.office.database.read { tx in
                try tx.query("SELECT secret_hash FROM invite") { try $0.text(0) }
            }
            #expect(kept.count == 1 && kept != [secret], "the address itself is kept nowhere")
            #expect(try await service.look(secret)?.id == invite.id)

            let visit = try await service.accept(secret)
            #expect(visit.url.contains(Self.state) && visit.url.hasSuffix(Self.door + "/connect/back"))
            #expect(try await service.accept(secret) == visit, "the same connection goes on")
            #expect(service.waits(for: Self.state).isAwaited && service.waits(for: Self.state).language == "de")

            let outcome = await service.bring(ConnectReturn(code: Secret("ann")), state: Self.state)
            guard case .connected = outcome else {
                Issue.record("\(String(describing: outcome))")
                return
            }
            let account = try await AccountService(scene.context).show(Office.root, "shop")
            #expect(account.profile.facts[AccountFact.handle] == "@ann")
            #expect(await service.bring(ConnectReturn(code: Secret("bob")), state: Self.state) == nil)
            let after = try #require(try await service.look(secret))
            #expect(service.state(of: after) == .used && after.account == account.profile.id)
            #expect(await refusal { _ = try await service.accept(secret) } == "invite-over")
            #expect(try await scene.openNotices() == ["invite-used-\(invite.id)"])
            let verbs = try await scene.office.verbs()
            #expect(verbs.suffix(2) == ["invite.made", "account.connected"])
        }
    }

    @Test("what a client brings after the invite was withdrawn connects nothing, and is taken back at the network")
    func withdrawnMeanwhile() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let (invite, secret) = try await made(service, draft())
            _ = try await service.accept(secret)
            let withdrawn = try await service.withdraw(Office.root, invite.id.description)
            #expect(service.state(of: withdrawn) == .withdrawn)
            let outcome = await service.bring(ConnectReturn(code: Secret("ann")), state: Self.state)
            guard case .failed = outcome else {
                Issue.record("\(String(describing: outcome))")
                return
            }
            #expect(
                await refusal { _ = try await AccountService(scene.context).show(Office.root, "shop") }
                    == "account-not-found")
            #expect(scene.house.revoked == ["token-ann"])
            #expect(await refusal { _ = try await service.accept(secret) } == "invite-over")
            #expect(
                await refusal { _ = try await service.withdraw(Office.root, invite.id.description) } == "invite-over")
        }
    }

    @Test("its time ends it, to the millisecond; ninety days later it is forgotten")
    func expires() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let (_, secret) = try await made(service, draft(hours: 1))
            scene.clock.advance(by: .hours(1) - .milliseconds(1))
            #expect(try await service.look(secret).map(service.state) == .open)
            scene.clock.advance(by: .milliseconds(1))
            #expect(try await service.look(secret).map(service.state) == .expired)
            #expect(await refusal { _ = try await service.accept(secret) } == "invite-over")
            #expect(try await service.list(Office.root, InviteFilter()).isEmpty)
            #expect(try await service.list(Office.root, InviteFilter(includesEnded: true)).count == 1)
            for (days, left) in [(90, 1), (1, 0)] {
                scene.clock.advance(by: .days(Int64(days)))
                let now = scene.clock.now
                try await scene.office.database.write { tx in try InviteRows.forgetOld(now: now, in: tx) }
                #expect(try await service.list(Office.root, InviteFilter(includesEnded: true)).count == left)
            }
            #expect(try await service.look(secret) == nil)
        }
    }

    @Test("a client who does not agree, and a network that does not answer, leave the invite open")
    func triedAgain() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let (_, secret) = try await made(service, draft())
            _ = try await service.accept(secret)
            guard
                case .denied = await service.bring(ConnectReturn(code: nil, error: "access_denied"), state: Self.state)
            else { throw UnexpectedAnswer() }
            _ = try await service.accept(secret)
            scene.house.fail(1)
            guard case .failed = await service.bring(ConnectReturn(code: Secret("ann")), state: Self.state) else {
                throw UnexpectedAnswer()
            }
            let failed = try await scene.openNotices()
            #expect(failed.count == 1 && failed[0].hasPrefix("invite-failed-"))
            _ = try await service.accept(secret)
            guard case .connected = await service.bring(ConnectReturn(code: Secret("ann")), state: Self.state) else {
                throw UnexpectedAnswer()
            }
            #expect(try await scene.openNotices().allSatisfy { $0.hasPrefix("invite-used-") }, "what failed is over")
        }
    }

    @Test("what a network says but a refusal of the client's is told")
    func otherErrors() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let (invite, secret) = try await made(service, draft())
            _ = try await service.accept(secret)
            guard
                case .failed = await service.bring(ConnectReturn(code: nil, error: "invalid_scope"), state: Self.state)
            else { throw UnexpectedAnswer() }
            #expect(try await scene.openNotices() == ["invite-failed-\(invite.id)"])
            _ = try await service.withdraw(Office.root, invite.id.description)
            #expect(try await scene.openNotices().isEmpty)
        }
    }

    @Test("an invite asks a network ten times an hour and no more")
    func busy() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let (_, secret) = try await made(service, draft())
            for _ in 0..<10 {
                _ = try await service.accept(secret)
                _ = await service.bring(ConnectReturn(code: nil, error: "access_denied"), state: Self.state)
            }
            #expect(await refusal { _ = try await service.accept(secret) } == "invite-busy")
            scene.clock.advance(by: .hours(1))
            _ = try await service.accept(secret)
        }
    }

    @Test("an account that is here already is refused, and whoever made the invite is told")
    func connectedAlready() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            _ = try await scene.connect("first", as: "ann")
            let service = invites(scene)
            let (invite, secret) = try await made(service, draft())
            _ = try await service.accept(secret)
            guard case .failed = await service.bring(ConnectReturn(code: Secret("ann")), state: Self.state) else {
                throw UnexpectedAnswer()
            }
            #expect(try await scene.openNotices() == ["invite-failed-\(invite.id)"])
            #expect(try await service.look(secret).map(service.state) == .open)
        }
    }

    @Test("what cannot come to a good end is refused before a client hears of it")
    func refusals() async throws {
        try await ConnectScene.with { scene in
            let service = invites(scene)
            #expect(await refusal { _ = try await service.create(Office.root, draft()) } == "door-missing")
        }
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let author = Office.person(.approver, in: scene.office.acme)
            #expect(await refusal { _ = try await service.create(author, draft()) } == "forbidden")
            #expect(await refusal { _ = try await service.create(Office.root, draft(hours: 0)) } == "life-invalid")
            #expect(await refusal { _ = try await service.create(Office.root, draft(hours: 721)) } == "life-invalid")
            #expect(await refusal { _ = try await service.create(Office.root, draft("Shop")) } == "name-invalid")
            _ = try await made(service, draft())
            #expect(await refusal { _ = try await service.create(Office.root, draft()) } == "invite-name-taken")
            let (rehearsed, url) = try await service.create(Office.root, draft("other"), isDryRun: true)
            #expect(url == nil && rehearsed.name == "other")
            #expect(try await service.list(Office.root, InviteFilter()).count == 1)
            for secret in ["", "x", String(repeating: "0", count: 64)] {
                #expect(try await service.look(secret) == nil)
                #expect(await refusal { _ = try await service.accept(secret) } == "invite-over")
            }
        }
    }

    @Test("admins of another brand see none of it, and withdraw nothing")
    func foreign() async throws {
        try await ConnectScene.with(door: Self.door) { scene in
            let service = invites(scene)
            let (invite, _) = try await made(service, draft())
            let other = Office.person(.admin, in: scene.office.beta)
            #expect(try await service.list(other, InviteFilter(includesEnded: true)).isEmpty)
            #expect(
                await refusal { _ = try await service.withdraw(other, invite.id.description) } == "invite-not-found")
            let own = Office.person(.admin, in: scene.office.acme)
            #expect(try await service.list(own, InviteFilter(brand: "acme")).map(\.id) == [invite.id])
        }
    }
}
