import SMMDoorWire
import SMMModel
import SMMTestSupport
import Synchronization
import Testing

@Suite("Addresses of media")
struct MediaPassTests {
    static let noon = Instant(seconds: 1_796_000_000)
    private static let asset = AssetID(rawValue: 0x1234_5678_9ABC)

    /// A book whose keys and nonces come from a seed.
    static func book(_ seed: UInt64 = 1, mostSpent: Int = 1000) -> MediaPassBook {
        let source = Seeded(seed)
        return MediaPassBook(random: { source.bytes($0) }, mostSpent: mostSpent)
    }

    private func fault(_ book: inout MediaPassBook, _ text: String, at now: Instant = MediaPassTests.noon)
        -> MediaPassFault?
    {
        do throws(MediaPassFault) {
            _ = try book.redeem(text, now: now)
            return nil
        } catch {
            return error
        }
    }

    @Test("an address is good once, says what it is for, and a look uses nothing up")
    func once() throws {
        var book = Self.book()
        let text = try book.issue(Self.asset, for: "instagram", life: .minutes(10), now: Self.noon).text
        #expect(text.utf8.allSatisfy { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "+") })
        let looked = try book.redeem(text, isLook: true, now: Self.noon)
        let pass = try book.redeem(text, now: Self.noon + .minutes(9))
        #expect(pass == looked)
        #expect(pass.asset == Self.asset && pass.network == "instagram" && pass.purpose == .publish && pass.uses == 1)
        #expect(fault(&book, text) == .spent)
    }

    @Test("one that is good three times is good three times")
    func thrice() throws {
        var book = Self.book()
        let text = try book.issue(Self.asset, for: "threads", uses: 3, life: .minutes(1), now: Self.noon).text
        for _ in 0..<3 { #expect(fault(&book, text) == nil) }
        #expect(fault(&book, text) == .spent)
        #expect(book.remembered == 1)
    }

    @Test("its time is over to the millisecond, and stays over when the clock is set back")
    func expires() throws {
        var book = Self.book()
        let text = try book.issue(Self.asset, for: "threads", uses: 3, life: .minutes(1), now: Self.noon).text
        #expect(fault(&book, text, at: Self.noon + .milliseconds(59_999)) == nil)
        #expect(fault(&book, text, at: Self.noon + .minutes(1)) == .expired)
        #expect(fault(&book, text, at: Self.noon) == .expired)
    }

    @Test("after the clock was set back, what was out is over, and new ones count by the clock as it is")
    func clockBack() throws {
        var book = Self.book()
        let far = Self.noon + .days(400)
        let old = try book.issue(Self.asset, for: "threads", life: .hours(1), now: far).text
        let new = try book.issue(Self.asset, for: "threads", life: .hours(1), now: Self.noon).text
        #expect(fault(&book, old) == .unknownKey)
        #expect(fault(&book, new) == nil)
        #expect(book.keyIDs.count == 1)
    }

    @Test("a key vouches for a day and is kept until its last address is over")
    func rotates() throws {
        var book = Self.book()
        let first = try book.issue(Self.asset, for: "threads", uses: 8, life: .hours(24), now: Self.noon)
        let last = try book.issue(
            Self.asset, for: "threads", uses: 8, life: .hours(24), now: Self.noon + .hours(24) - .milliseconds(1))
        #expect(first.pass.key == last.pass.key)
        let next = try book.issue(Self.asset, for: "threads", life: .hours(1), now: Self.noon + .hours(24))
        #expect(next.pass.key == first.pass.key &+ 1)
        #expect(fault(&book, last.text, at: Self.noon + .hours(47)) == nil)
        _ = try book.issue(Self.asset, for: "threads", life: .hours(1), now: Self.noon + .hours(48))
        #expect(fault(&book, last.text, at: Self.noon + .hours(48)) == .unknownKey)
        #expect(book.keyIDs.count == 2)
    }

    @Test("a restart leaves nothing good: another book knows no key of this one")
    func restart() throws {
        var (old, new) = (Self.book(1), Self.book(2))
        let text = try old.issue(Self.asset, for: "threads", life: .hours(1), now: Self.noon).text
        _ = try new.issue(Self.asset, for: "threads", life: .hours(1), now: Self.noon)
        #expect(fault(&new, text) == .unknownKey)
    }

    @Test("what was used is remembered in bounded memory: a full one refuses rather than forget what is still good")
    func bounded() throws {
        var book = Self.book(mostSpent: 3)
        let texts = try (0..<4).map { _ in
            try book.issue(Self.asset, for: "threads", life: .minutes(1), now: Self.noon).text
        }
        for text in texts.prefix(3) { #expect(fault(&book, text) == nil) }
        #expect(fault(&book, texts[3]) == .crowded)
        let later = Self.noon + .minutes(2)
        let fresh = try book.issue(Self.asset, for: "threads", life: .minutes(1), now: later).text
        #expect(fault(&book, fresh, at: later) == nil)
        #expect(book.remembered == 1)
    }

    @Test(
        "what cannot be signed is refused", arguments: ["", "Instagram", "a b", "ä", String(repeating: "a", count: 33)])
    func unfit(network: String) {
        var book = Self.book()
        #expect(throws: MediaPassFault.unfit) {
            try book.issue(Self.asset, for: network, life: .minutes(1), now: Self.noon)
        }
    }

    @Test("neither no time, nor more than a day, nor nine uses")
    func bounds() {
        var book = Self.book()
        for (life, uses) in [(Milliseconds.zero, 1), (.days(2), 1), (.minutes(1), 0), (.minutes(1), 9)] {
            #expect(throws: MediaPassFault.unfit) {
                try book.issue(Self.asset, for: "threads", uses: uses, life: life, now: Self.noon)
            }
        }
    }

    @Test("100,000 forged, damaged, foreign, late and replayed addresses: none is good")
    func forged() async throws {
        var random = SeededRandom(seed: 7)
        var (book, other) = (Self.book(1, mostSpent: 1 << 17), Self.book(9))
        var good = 0
        var refused: [MediaPassFault: Int] = [:]
        for round in 0..<100_000 {
            // Others share the few threads.
            if round.isMultiple(of: 256) { await Task.yield() }
            let signed = try book.issue(
                AssetID(rawValue: Int64(1 + random.below(1 << 30))), for: "threads", life: .minutes(1), now: Self.noon)
            let (text, now) = try Self.forgery(signed, round, &random, &book, &other)
            do throws(MediaPassFault) {
                _ = try book.redeem(text, now: now)
                good += 1
            } catch {
                refused[error, default: 0] += 1
            }
        }
        #expect(good == 0)
        #expect(refused.values.reduce(0, +) == 100_000)
        #expect(Set(refused.keys) == [.malformed, .unknownKey, .forged, .expired, .spent])
    }

    /// One of eight ways to come by an address that is not good.
    private static func forgery(
        _ signed: MediaPassText, _ round: Int, _ random: inout SeededRandom, _ book: inout MediaPassBook,
        _ other: inout MediaPassBook
    ) throws -> (String, Instant) {
        var bytes = signed.pass.bytes + signed.signature
        switch round % 8 {
        case 0:  // one bit
            let bit = random.below(bytes.count * 8)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            return (Base64Text.encode(bytes, forURL: true), noon)
        case 1:  // cut off
            return (String(signed.text.prefix(random.below(signed.text.count))), noon)
        case 2:  // longer
            return (signed.text + "A", noon)
        case 3:  // a signature of nobody
            let signature = (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            return (MediaPassText(pass: signed.pass, signature: signature).text, noon)
        case 4:  // another key that goes by the same id
            var pass = try other.issue(signed.pass.asset, for: "threads", life: .minutes(1), now: noon)
            pass.pass.key = signed.pass.key
            return (pass.text, noon)
        case 5:  // more time, another medium, more uses
            var text = signed
            switch random.below(3) {
            case 0: text.pass.expires = text.pass.expires + .days(1)
            case 1: text.pass.asset = AssetID(rawValue: text.pass.asset.rawValue + 1)
            default: text.pass.uses = 2
            }
            return (text.text, noon)
        case 6:  // too late
            return (signed.text, noon + .minutes(1) + .milliseconds(Int64(random.below(1000))))
        default:  // once more
            // The clock of this book has moved on by the late ones: this one is made by it.
            let fresh = try book.issue(signed.pass.asset, for: "threads", life: .minutes(5), now: noon + .minutes(2))
            _ = try book.redeem(fresh.text, now: noon + .minutes(2))
            return (fresh.text, noon + .minutes(2))
        }
    }

    @Test("there is one spelling of an address: left-over bits of Base64 and padding are refused")
    func oneSpelling() throws {
        var book = Self.book()
        // 36 + 7 + 32 = 75 bytes is a multiple of three; 76 leaves bits over.
        let signed = try book.issue(Self.asset, for: "threadss", life: .minutes(1), now: Self.noon)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let last = try #require(signed.text.last.flatMap { letters.firstIndex(of: $0) })
        var readable = 0
        for letter in letters.indices where letter != last {
            let other = String(signed.text.dropLast()) + String(letters[letter])
            if Base64Text.decode(other, forURL: true) == Base64Text.decode(signed.text, forURL: true) { readable += 1 }
            #expect(fault(&book, other) != nil)
        }
        #expect(readable > 0, "the test needs a spelling that decodes to the same bytes")
        #expect(fault(&book, signed.text + "=") == .malformed)
        #expect(fault(&book, signed.text) == nil)
    }
}

/// Bytes from a seed, for many callers.
final class Seeded: Sendable {
    private let random: Mutex<SeededRandom>

    init(_ seed: UInt64) { random = Mutex(SeededRandom(seed: seed)) }

    func bytes(_ count: Int) -> [UInt8] {
        random.withLock { random in (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
    }
}
