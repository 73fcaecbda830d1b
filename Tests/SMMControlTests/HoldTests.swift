import SMMAPI
import SMMAPIServer
import SMMAdapterTestKit
import SMMDatabaseSQLite
import SMMModel
import SMMPublishing
import SMMStore
import Testing

@Suite("Holds and fuses through the API")
struct HoldTests {
    @Test("nothing leaves under a hold, and each hold is released for itself")
    func overlap() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Held")
            let brand = try await bureau.done(
                "POST", "/v1/holds", #"{"brand":"acme","scope":"brand"}"#, giving: HoldView.self)
            let own = try await bureau.done(
                "POST", "/v1/holds", #"{"scope":"post","subject":"\#(post.id)","reason":"crisis_stop"}"#,
                giving: HoldView.self)
            try await bureau.pass(.hours(1))
            #expect(bureau.published.isEmpty)
            #expect(try await bureau.look(post.id).holds.count == 2)
            try await bureau.done("POST", "/v1/holds/\(brand.id)/release")
            try await bureau.pass(.minutes(1))
            #expect(bureau.published.isEmpty)
            try await bureau.done("POST", "/v1/holds/\(own.id)/release")
            try await bureau.pass(.minutes(1))
            #expect(bureau.published == ["Held"])
        }
    }

    @Test("a post shows what holds it in whatever scope, oldest first, and nothing that holds others")
    func shown() async throws {
        try await Bureau.open { bureau in
            let post = try await bureau.post("Held")
            let other = try await bureau.post("Another")
            func hold(_ body: String) async throws -> HoldID {
                try await bureau.done("POST", "/v1/holds", body, giving: HoldView.self).id
            }
            let own = try await hold(#"{"scope":"post","subject":"\#(post.id)"}"#)
            let first = try #require(post.deliveries.first?.operations.first?.id)
            // The machine's own; no person places one.
            let operation = HoldID(rawValue: own.rawValue + 1)
            bureau.engine.gate.place(
                Hold(
                    id: operation, brand: post.brand.id, scope: .operation(first), reason: .poison, detail: "",
                    placedAt: bureau.clock.now, placedBy: "test"))
            let account = try await hold(#"{"scope":"account","subject":"blog","brand":"acme"}"#)
            let others = [
                try await hold(#"{"scope":"post","subject":"\#(other.id)"}"#),
                try await hold(#"{"scope":"account","subject":"shop","brand":"beta"}"#),
                try await hold(#"{"scope":"brand","brand":"beta"}"#),
            ]
            let brand = try await hold(#"{"scope":"brand","brand":"acme"}"#)
            let everything = try await hold(#"{"scope":"everything"}"#)
            #expect(try await bureau.look(post.id).holds.map(\.id) == [own, operation, account, brand, everything])
            bureau.engine.gate.release(operation)
            for id in [account, brand, everything] + others {
                try await bureau.done("POST", "/v1/holds/\(id)/release")
            }
            #expect(try await bureau.look(post.id).holds.map(\.id) == [own])
            try await bureau.done("POST", "/v1/posts/\(post.id)/cancel")
            #expect(try await bureau.look(post.id).holds.map(\.id) == [own], "its own hold stays with the post")
        }
    }

    @Test("bad input to a hold is told with what is allowed")
    func badInput() async throws {
        try await Bureau.open { bureau in
            let cases: [(String, String)] = [
                (#"{"scope":"galaxy"}"#, "hold-scope-invalid"), (#"{"scope":"account"}"#, "hold-subject-missing"),
                (#"{"scope":"account","subject":"blgo","brand":"acme"}"#, "account-not-found"),
                (#"{"scope":"brand","brand":"acme","reason":"mood"}"#, "hold-reason-invalid"),
            ]
            for (body, code) in cases {
                let problem = try await bureau.refused("POST", "/v1/holds", body)
                #expect(problem.code == code)
                #expect(problem.allowed != nil || problem.next != nil)
            }
            #expect(try await bureau.refused("GET", "/v1/holds?reason=fusee").code == "reason-unknown")
            #expect(try await bureau.refused("GET", "/v1/accounts?platform=myspace").code == "platform-unknown")
        }
    }

    @Test("whoever asks what holds a brand, an account or a post sees the wider holds too, and no others")
    func widerHolds() async throws {
        try await Bureau.open { bureau in
            try await bureau.done("POST", "/v1/accounts", #"{"brand":"acme","platform":"fake","name":"second"}"#)
            let post = try await bureau.post("First", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            let other = try await bureau.post("Other", #""schedule":{"kind":"at","at":"in 3 hours"}"#)
            for scope in [
                #""scope":"everything""#, #""scope":"brand","subject":"acme""#, #""scope":"brand","subject":"beta""#,
                #""scope":"account","subject":"blog","brand":"acme""#,
                #""scope":"account","subject":"second","brand":"acme""#, #""scope":"post","subject":"\#(post.id)""#,
            ] {
                try await bureau.done("POST", "/v1/holds", #"{\#(scope),"detail":"Stop"}"#)
            }
            func scopes(_ query: String) async throws -> [String] {
                let page = try await bureau.done("GET", "/v1/holds?\(query)", giving: Page<HoldView>.self)
                return page.items.map(\.scope.kind).sorted()
            }
            #expect(try await scopes("brand=beta") == ["brand", "everything"])
            #expect(try await scopes("brand=acme") == ["account", "account", "brand", "everything", "post"])
            #expect(try await scopes("brand=acme&account=blog") == ["account", "brand", "everything"])
            #expect(try await scopes("post=\(post.id)") == ["account", "brand", "everything", "post"])
            #expect(try await scopes("post=\(other.id)") == ["account", "brand", "everything"])
        }
    }

    @Test("everything is held and released by those alone who are admin in every brand")
    func everything() async throws {
        try await Bureau.open { bureau in
            let body = #"{"scope":"everything","detail":"Stop"}"#
            #expect(try await bureau.refused("POST", "/v1/holds", body, as: Town.connection(.admin)).status == 403)
            let hold = try await bureau.done("POST", "/v1/holds", body, giving: HoldView.self)
            let seen = try await bureau.done(
                "GET", "/v1/holds", as: Town.connection(.viewer), giving: Page<HoldView>.self)
            #expect(seen.items.map(\.id) == [hold.id])
            let release = "/v1/holds/\(hold.id)/release"
            #expect(try await bureau.refused("POST", release, as: Town.connection(.admin)).status == 403)
            try await bureau.done("POST", release)
            // Once more changes nothing and is no mistake.
            let before = try await bureau.eventCount()
            try await bureau.done("POST", release)
            #expect(try await bureau.eventCount() == before)
        }
    }

    @Test(
        "what a start holds is released for itself, and nothing is said to go out while all is held for other reasons")
    func restore() async throws {
        try await Bureau.open { bureau in
            func release() async throws -> RestoreView {
                try await bureau.done("POST", "/v1/restore/release", giving: RestoreView.self)
            }
            func place(_ id: Int64) async throws {
                let hold = Hold(
                    id: HoldID(rawValue: id), brand: nil, scope: .everything, reason: .restore,
                    detail: "The log is gone.",
                    placedAt: bureau.clock.now, placedBy: "smmd")
                try await bureau.database.write { tx in try Holds.place(hold, in: tx) }
            }
            try await place(7)
            #expect(try await release().message == "smmd sends again; what fell due meanwhile is judged now.")
            #expect(try await release().message == "Nothing is held because of a restore or a lost log.")
            try await place(8)
            try await bureau.done("POST", "/v1/holds", #"{"scope":"everything","detail":"Stop"}"#)
            let one = "Another hold on everything stands, so nothing is sent: smmctl hold list"
            let first = try await release()
            #expect(first.released == 1 && first.message == "What the start held is released. " + one)
            try await bureau.done("POST", "/v1/holds", #"{"scope":"everything","detail":"Stop, I say"}"#)
            let second = try await release()
            #expect(
                second.released == 0
                    && second.message.hasSuffix(
                        "2 other holds on everything stand, so nothing is "
                            + "sent: smmctl hold list")
            )
        }
    }
}
