import SMMDoorWire
import SMMModel
import SMMTestSupport
import Testing

@Suite("Messages of other programs")
struct HookTests {
    static let noon = Instant(seconds: 1_796_000_000)
    static let key = [UInt8](repeating: 5, count: 32)
    private static let other = [UInt8](repeating: 6, count: 32)

    private static func book(most: Int = HookBook.most) -> HookBook {
        HookBook(keys: ["shop": key, "blog": other, "weak": [1, 2, 3]], most: most)
    }

    private static func hook(
        _ number: Int = 0, name: String = "shop", at seconds: Int64 = 1_796_000_000, body: [UInt8] = [1, 2, 3],
        key: [UInt8] = HookTests.key
    ) -> DoorHook {
        let digits = String(number)
        let nonce = "nonce" + String(repeating: "0", count: 15 - digits.count) + digits
        var hook = DoorHook(name: name, time: "\(seconds)", nonce: nonce, signature: "", body: body)
        hook.signature = HookBook.sign(hook, key: key)
        return hook
    }

    private func fault(_ book: inout HookBook, _ hook: DoorHook, at now: Instant = HookTests.noon) -> HookFault? {
        do throws(HookFault) {
            try book.take(hook, now: now)
            return nil
        } catch {
            return error
        }
    }

    @Test("a message is good once, within five minutes of its time either way")
    func once() {
        var book = Self.book()
        #expect(fault(&book, Self.hook()) == nil)
        #expect(fault(&book, Self.hook()) == .replayed)
        #expect(fault(&book, Self.hook(name: "blog", key: Self.other)) == nil)
        let seconds = Self.noon.milliseconds / 1000
        #expect(fault(&book, Self.hook(1, at: seconds - 299)) == nil)
        #expect(fault(&book, Self.hook(2, at: seconds + 299)) == nil)
        #expect(fault(&book, Self.hook(3, at: seconds - 300)) == .stale)
        #expect(fault(&book, Self.hook(4, at: seconds + 300)) == .stale)
    }

    @Test("a clock that is set back makes nothing good again")
    func clockBack() {
        var book = Self.book(most: 1)
        #expect(fault(&book, Self.hook(1)) == nil)
        let later = Self.noon + .minutes(6)
        #expect(fault(&book, Self.hook(2, at: later.milliseconds / 1000), at: later) == nil)
        // The first is forgotten by now, for it was over.
        #expect(book.remembered == 1)
        #expect(fault(&book, Self.hook(1), at: Self.noon) == .stale)
    }

    @Test("what is remembered is bounded: a full book refuses rather than forget what is still good")
    func bounded() {
        var book = Self.book(most: 3)
        for number in 0..<3 { #expect(fault(&book, Self.hook(number)) == nil) }
        #expect(fault(&book, Self.hook(4)) == .crowded)
        #expect(fault(&book, Self.hook(0)) == .replayed)
    }

    @Test("nobody of that name, a key that is too short, and a wrong key read alike")
    func unknown() {
        var book = Self.book()
        #expect(fault(&book, Self.hook(name: "nobody")) == .forged)
        #expect(fault(&book, Self.hook(name: "weak", key: [1, 2, 3])) == .forged)
        #expect(fault(&book, Self.hook(key: Self.other)) == .forged)
        #expect(fault(&book, Self.hook(name: "blog")) == .forged)
    }

    @Test("what is signed cannot be moved from one part to the next")
    func parts() {
        var book = Self.book()
        var moved = Self.hook(body: Array(":x".utf8))
        moved.nonce += ":"
        moved.body = Array("x".utf8)
        #expect(fault(&book, moved) != nil)
        var cut = Self.hook(body: Array("1:x".utf8))
        cut.nonce += "1"
        #expect(fault(&book, cut) == .forged)
    }

    @Test("100,000 forged, damaged, late and replayed messages: none is taken")
    func forged() async {
        var random = SeededRandom(seed: 5)
        var book = Self.book(most: 1 << 17)
        var taken = 0
        var refused: [HookFault: Int] = [:]
        for round in 0..<100_000 {
            // Others share the few threads.
            if round.isMultiple(of: 256) { await Task.yield() }
            let body = (0..<random.below(20)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            var hook = Self.hook(round, body: body)
            switch round % 8 {
            case 0:  // a bit of the body
                if hook.body.isEmpty {
                    hook.body = [0]
                } else {
                    hook.body[random.below(body.count)] ^= 1 << UInt8(round % 7)
                }
            case 1: hook.signature = String(hook.signature.prefix(random.below(67)))
            case 2: hook.signature = hook.signature.uppercased()
            case 3: hook = Self.hook(round, body: body, key: Self.other)
            case 4: hook.time = String(hook.time.dropLast()) + "\(random.below(10))x".prefix(1 + random.below(2))
            case 5: hook = Self.hook(round, at: 1_796_000_000 - 300 - Int64(random.below(1 << 20)), body: body)
            case 6: hook.body.append(0)
            default:
                if let fault = fault(&book, hook) { Issue.record("a good one was refused: \(fault)") }
            }
            if hook == Self.hook(round, body: body), round % 8 != 7 { continue }
            if let fault = fault(&book, hook) { refused[fault, default: 0] += 1 } else { taken += 1 }
        }
        #expect(taken == 0)
        #expect(refused.values.reduce(0, +) > 98_000)
        #expect(Set(refused.keys) == [.malformed, .forged, .stale, .replayed])
    }
}
