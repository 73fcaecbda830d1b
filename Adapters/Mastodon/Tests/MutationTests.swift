import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Broken answers to what changes something")
struct MutationTests {
    private static let profiles = ["mastodon", "pleroma"]

    private func town(_ profile: String, _ route: FakeMastodonRoute, seed: UInt64) async throws -> (Town, Mutations) {
        let town = try await Town(profile)
        return (town, Mutations(town, route, seed: seed))
    }

    /// The last answer to a change, and it must be there.
    private func answer(_ town: Town, _ kind: FakeRequestKind = .change) throws -> HTTPResponse {
        try #require(town.host.lastAnswer(kind))
    }

    @Test("a like, given and taken back", arguments: profiles)
    func favourite(_ profile: String) async throws {
        for (route, isLiked) in [(FakeMastodonRoute.favourite, true), (.unfavourite, false)] {
            let (town, rounds) = try await town(profile, route, seed: 11)
            var mutations = rounds
            let post = try await town.publish("Bread", media: [Desk.picture()])
            let act = { () async -> String in
                await town.adapter.favourite(post, isLiked, of: town.account, in: town.context()).outcome.name
            }
            #expect(await act() == "published")
            let good = try answer(town)
            let me = try #require(town.host.snapshot.localAccount("ann")).id
            let status = { town.host.change { server, _ in server.statuses(of: "ann").first?.favourites ?? [] } }
            try await mutations.run(
                { _ in
                    // Back to how it was, so that the effect shows.
                    town.host.change { server, now in
                        if isLiked {
                            server.unlike(post.remoteID, by: me)
                        } else {
                            server.like(post.remoteID, by: me, now: now)
                        }
                    }
                    return good
                }, act: { _ in await act() }, isDone: { _ in status().contains(me) == isLiked })
        }
    }

    @Test("a profile", arguments: profiles)
    func profile(_ profile: String) async throws {
        let (town, rounds) = try await town(profile, .updateAccount, seed: 12)
        var mutations = rounds
        let act = { (turn: Int) async -> String in
            await town.adapter.update(ProfileChange(name: "Ann \(turn)"), of: town.account, in: town.context())
                .outcome.name
        }
        #expect(await act(-1) == "published")
        let good = try answer(town)
        try await mutations.run(
            { _ in good }, act: { await act($0) },
            isDone: { turn in
                town.host.change { server, _ in server.localAccount("ann")?.displayName == "Ann \(turn)" }
            })
    }

    @Test("a direct message", arguments: profiles)
    func message(_ profile: String) async throws {
        let (town, rounds) = try await town(profile, .create, seed: 13)
        var mutations = rounds
        let act = { (turn: Int) async -> String in
            let request = town.request("@bob number \(turn)", id: Int64(turn + 100))
            return await town.adapter.message(request, in: town.context()).outcome.name
        }
        #expect(await act(-1) == "published")
        let good = try answer(town, .publish)
        try await mutations.run(
            { _ in good }, act: { await act($0) },
            isDone: { turn in
                town.host.change { server, _ in server.statuses.last?.text == "@bob number \(turn)" }
            })
    }

    @Test("an edit", arguments: profiles)
    func edit(_ profile: String) async throws {
        let (town, rounds) = try await town(profile, .edit, seed: 14)
        var mutations = rounds
        let post = try await town.publish("Bread")
        let act = { (turn: Int) async -> String in
            let request = EditRequest(content: town.request("Bread \(turn)"), receipt: post)
            return await town.adapter.edit(request, in: town.context()).outcome.name
        }
        #expect(await act(-1) == "published")
        let good = try answer(town)
        try await mutations.run(
            { _ in good }, act: { await act($0) },
            isDone: { turn in
                town.host.change { server, _ in server.statuses.last?.text == "Bread \(turn)" }
            })
    }

    @Test("a delete", arguments: profiles)
    func delete(_ profile: String) async throws {
        let (town, rounds) = try await town(profile, .delete, seed: 15)
        var mutations = rounds
        let me = try #require(town.host.snapshot.localAccount("ann")).id
        let write = { () -> String in
            town.host.change { server, now in
                server.write("Bread", by: me, domain: "example.social", now: now)
            }
        }
        var id = write()
        let act = { (id: String) async -> String in
            let request = DeleteRequest(
                operation: OperationID(rawValue: 9), post: PostID(rawValue: 8), brand: town.request("").brand,
                account: town.account, receipt: Receipt(remoteID: id))
            return await town.adapter.delete(request, in: town.context()).outcome.name
        }
        #expect(await act(id) == "published")
        let sample = try answer(town)
        let text = String(decoding: sample.body, as: UTF8.self)
        let first = id
        try await mutations.run(
            { _ in
                id = write()
                let body = text.replacing(first, with: id)
                return HTTPResponse(status: sample.status, headers: sample.headers, body: Array(body.utf8))
            }, act: { _ in await act(id) },
            isDone: { _ in
                town.host.change { server, _ in server.statuses.last?.deletedAt != nil }
            })
    }

    @Test("an upload", arguments: profiles)
    func upload(_ profile: String) async throws {
        let (town, rounds) = try await town(profile, .upload2, seed: 16)
        var mutations = rounds
        // A 404 here is one of the second version, and the first is asked.
        mutations.refusals.removeAll { $0 == 404 }
        var count = 0
        let act = { (steps: MemorySteps) async -> String in
            let request = town.request("Bread", media: [Desk.picture()])
            return await town.adapter.prepare(request, in: town.context(steps)).name
        }
        #expect(await act(MemorySteps()) != "rejected")
        let good = try answer(town, .upload)
        let uploads = { town.host.change { server, _ in server.media.count } }
        try await mutations.run(
            { _ in
                count = uploads()
                return good
            },
            act: { _ in
                let steps = MemorySteps()
                let name = await act(steps)
                #expect((name == "prepared") == (steps.steps["media.0"]?.isEmpty == false))
                // A medium that is not noted is uploaded again, and harms nobody.
                return name == "retry" ? "ambiguous" : name
            }, isDone: { _ in uploads() == count + 1 })
    }

    @Test("a refresh: a token that was given is taken as it was said, and one that was not is none")
    func refresh() async throws {
        let town = try await Town("pleroma")
        town.host.change { server, _ in server.keepsLog = false }
        let context = ConnectContext(
            clock: town.clock, transport: town.network, manifest: town.adapter.describe(),
            random: { [UInt8](repeating: 7, count: $0) })
        var credential = Desk(Desk.other).credential
        credential.secrets["refresh"] = Secret("rt-1")
        let good =
            #"{"access_token":"at-2","token_type":"Bearer","refresh_token":"rt-2","expires_in":600,"scope":"read"}"#
        var mutator = FakeMutator(seed: 17)
        var names: [String: Int] = [:]
        for turn in 0..<Mutations.count {
            let body = mutator.mutate(Array(good.utf8))
            let status = turn % 5 == 4 ? mutator.pick([400, 401, 403, 404, 422, 429, 500, 503]) : 200
            let headers = [HTTPField("Content-Type", "application/json")]
            let answer = HTTPResponse(status: status, headers: headers, body: body)
            town.host.change { server, _ in server.planned[.token] = [.reply(answer, effect: false)] }
            let result = await town.adapter.refresh(credential, of: town.account, in: context)
            names[result.name, default: 0] += 1
            let shown = "turn \(turn), \(status): \(String(decoding: body.prefix(200), as: UTF8.self))"
            switch result {
            case .renewed(let fresh):
                #expect(status == 200, "\(shown)")
                let token = try #require(fresh.secrets["access"]).reveal()
                #expect(FakeJSON(bytes: body)?["access_token"]?.string == token, "\(shown)")
            case .refused: Issue.record("no code said so: \(shown)")
            // The old refresh token may be used up.
            case .retry: #expect(status != 200, "\(shown)")
            case .ambiguous: break
            }
        }
        #expect((1..<Mutations.count).contains(names["renewed", default: 0]), "\(names)")
    }
}
