import Crypto
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterTestKit
import SMMControl
import SMMDatabase
import SMMDatabaseSQLite
import SMMDoorWire
import SMMModel
import SMMTestSupport
import Synchronization
import Testing

@Suite("What programs send to hooks")
struct HookTests {
    /// A program that knows a hook's secret.
    private struct Program {
        let hook: HookView
        let secret: [UInt8]
        let now: Instant

        func message(
            _ body: String, id: String = "msg-1", at time: Instant? = nil, key: [UInt8]? = nil
        ) -> DoorHook {
            let seconds = "\((time ?? now).milliseconds / 1000)"
            let signed = Array("\(id).\(seconds).\(body)".utf8)
            let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: key ?? secret))
            return DoorHook(
                hook: hook.id.description, message: id, timestamp: seconds,
                signature: "v1," + Base64Text.encode(Array(code)), body: Array(body.utf8))
        }
    }

    private func program(_ bureau: Bureau, _ name: String = "shop") async throws -> Program {
        let hook = try await bureau.done(
            "POST", "/v1/hooks", #"{"brand":"acme","name":"\#(name)"}"#, giving: HookView.self)
        let text = try #require(hook.secret)
        #expect(text.hasPrefix("whsec_") && hook.url == "https://door.example.org/hook/\(hook.id)")
        let secret = try #require(Base64Text.decode(String(text.dropFirst("whsec_".count))))
        #expect(secret.count == 24)
        return Program(hook: hook, secret: secret, now: bureau.clock.now)
    }

    private func desk(_ bureau: Bureau) -> DoorDesk {
        let desk = DoorDesk(
            DoorSetup(
                url: "https://door.example.org", socket: "/run/none",
                facts: DoorFacts(host: "door.example.org", language: "en", proxies: [])),
            database: bureau.database, media: bureau.media, clock: bureau.clock,
            random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } })
        desk.receive(
            by: DoorReception(
                bureau.controls.invites,
                hooks: HookIntake(
                    bureau.controls.hooks, posts: bureau.controls.posts, nearest: { _, _ in nil },
                    troubled: { Issue.record("\($0)") }),
                troubled: { Issue.record("\($0)") }))
        return desk
    }

    private func posts(_ bureau: Bureau) async throws -> [PostSummary] {
        try await bureau.done("GET", "/v1/posts?brand=acme", giving: Page<PostSummary>.self).items
    }

    @Test("a signed message makes one post that waits for approval, if it comes a thousand times")
    func makes() async throws {
        try await Bureau.open { bureau in
            let (program, desk) = (try await program(bureau), desk(bureau))
            let message = program.message(#"{"text":"New in the shop","to":["blog"],"schedule":{"kind":"now"}}"#)
            // Whoever caught it on the way can send it again, and nothing else.
            for _ in 0..<1000 {
                #expect(await desk.answer(.hook(message)).answer == .taken(language: ""))
            }
            let made = try await posts(bureau)
            #expect(made.count == 1)
            let post = try await bureau.done("GET", "/v1/posts/\(made[0].id)", giving: PostView.self)
            #expect(post.author == "hook shop")
            let holds = try await bureau.done("GET", "/v1/holds?brand=acme", giving: Page<HoldView>.self).items
            #expect(holds.contains { $0.reason == .approval && $0.scope.id == post.id.description })
            // The same name for something else is told, and makes nothing.
            let other = await desk.answer(.hook(program.message(#"{"text":"Other"}"#))).answer
            guard case .unfit(let problem) = other else {
                Issue.record("\(other)")
                return
            }
            #expect(problem.contains("idempotency-key-reused"))
            #expect(try await posts(bureau).count == 1)
        }
    }

    @Test("what is wrong with a signed message is told; nothing is made of it")
    func unfit() async throws {
        try await Bureau.open { bureau in
            let (program, desk) = (try await program(bureau), desk(bureau))
            let cases = [
                ("", "json-invalid"), ("{", "json-invalid"), (#"{"txet":"a"}"#, "field-unknown"),
                (#"{"text":"a","brand":"beta"}"#, "hook-brand"),
                (#"{"text":"a","to":["nobody"]}"#, "account-not-found"),
            ]
            for (number, (body, code)) in cases.enumerated() {
                let answer = await desk.answer(.hook(program.message(body, id: "m\(number)"))).answer
                guard case .unfit(let problem) = answer else {
                    Issue.record("\(body): \(answer)")
                    continue
                }
                #expect(problem.contains("\"\(code)\""), "\(body): \(problem)")
            }
            #expect(try await posts(bureau).isEmpty)
        }
    }

    @Test("a time that is far off, another secret, another hook and one that was taken away are refused alike")
    func refused() async throws {
        try await Bureau.open { bureau in
            let (program, desk) = (try await program(bureau), desk(bureau))
            let other = try await self.program(bureau, "other")
            let body = #"{"text":"a"}"#
            var messages = [
                program.message(body, at: program.now + .minutes(5) + .seconds(1)),
                program.message(body, at: program.now - .minutes(5) - .seconds(1)),
                program.message(body, key: other.secret), program.message(body, key: [UInt8](repeating: 0, count: 24)),
                program.message(body, id: ""), program.message(body, id: "a b"),
                program.message(body, id: String(repeating: "a", count: 201)),
            ]
            for change in [
                { (message: inout DoorHook) in message.hook = other.hook.id.description },
                { $0.hook = "hok_zz" }, { $0.hook = "" }, { $0.timestamp = "+1" }, { $0.timestamp = "" },
                { $0.timestamp = "99999999999999999999" }, { $0.signature = "" }, { $0.signature = "v1," },
                { $0.signature = $0.signature.replacing("v1,", with: "v2,") },
                { $0.signature = String($0.signature.dropLast(4)) }, { $0.body.append(32) }, { $0.message += "x" },
            ] as [(inout DoorHook) -> Void] {
                var message = program.message(body)
                change(&message)
                messages.append(message)
            }
            for message in messages { #expect(await desk.answer(.hook(message)).answer == .refused, "\(message)") }
            // Of several signatures one is enough: a sender changes its key like that.
            var rolled = program.message(body)
            rolled.signature = "v1,AAAA " + rolled.signature
            #expect(await desk.answer(.hook(rolled)).answer == .taken(language: ""))
            try await bureau.done("DELETE", "/v1/hooks/shop")
            #expect(await desk.answer(.hook(program.message(body, id: "late"))).answer == .refused)
            #expect(try await posts(bureau).count == 1)
            let left = try await bureau.database.read { tx in
                try tx.query("SELECT account_id FROM credential WHERE platform = 'hook'") { try $0.int64(0) }
            }
            #expect(left == [other.hook.id.rawValue], "the secret goes with the hook")
        }
    }

    @Test("of 100,000 forged and damaged messages none is believed")
    func forged() async throws {
        try await Bureau.open { bureau in
            let (program, service) = (try await program(bureau), bureau.controls.hooks)
            let good = program.message(#"{"text":"a"}"#)
            func judged(_ hook: DoorHook) async throws -> Bool {
                let message = HookMessage(
                    id: hook.message, timestamp: hook.timestamp, signature: hook.signature, body: hook.body)
                return try await service.judge(message, to: hook.hook) != nil
            }
            #expect(try await judged(good))
            var random = SeededRandom(seed: 44)
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
            var accepted = 0
            for round in 0..<100_000 {
                if round.isMultiple(of: 64) { await Task.yield() }
                var message = good
                switch round % 5 {
                case 0:
                    let place = random.below(message.body.count)
                    message.body[place] ^= UInt8(1 << random.below(8))
                case 1:
                    var signature = Array(message.signature.utf8)
                    // The last letter has bits that say nothing.
                    let place = 3 + random.below(signature.count - 4)
                    let letter = letters[random.below(letters.count)]
                    signature[place] = letter == signature[place] ? (letter == 0x41 ? 0x42 : 0x41) : letter
                    message.signature = String(decoding: signature, as: UTF8.self)
                case 2: message.signature = String(message.signature.prefix(random.below(message.signature.utf8.count)))
                case 3:
                    message = program.message(
                        #"{"text":"a"}"#, key: (0..<24).map { _ in UInt8(truncatingIfNeeded: random.next()) })
                default: message.timestamp = "\(program.now.milliseconds / 1000 + 1 + Int64(random.below(200)))"
                }
                if try await judged(message) { accepted += 1 }
            }
            #expect(accepted == 0)
        }
    }
}
