import SMMDoorWire
import SMMTestSupport
import Testing

@Suite("Messages between smmd and its door")
struct MessageTests {
    static let questions: [DoorQuestion] = [
        .facts, .media("abc", isLook: true), .media("", isLook: false), .proof("00ff"),
        .callback(DoorCallback(state: "s", code: "c ü", issuer: "", error: "e")), .invite("00ff"), .accept(""),
        .awaited("s"),
        .hook(DoorHook(hook: "hok_1", message: "m", timestamp: "1", signature: "v1,AA", body: [0, 255])),
    ]
    static let answers: [DoorAnswer] =
        [
            .refused, .later, .facts(DoorFacts(host: "h:1", language: "de", proxies: ["::1", "127.0.0.1"])),
            .facts(DoorFacts(host: "h", language: "en", proxies: [])), .media(type: "image/jpeg", count: 1 << 40),
            .proof("ff"), .taken(language: "de"), .invitation(names), .visit(url: "https://a.example/?b=c", names),
            .unfit("{}"),
        ] + DoorNews.allCases.map { .news($0, names) }
    private static let names = DoorInvitation(language: "de", brand: "Bäckerei", network: "Mastodon")

    @Test("what is said is understood")
    func roundTrip() {
        for question in Self.questions { #expect(DoorQuestion(question.bytes) == question) }
        for answer in Self.answers { #expect(DoorAnswer(answer.bytes) == answer) }
    }

    @Test("another version, something left over, and lengths that lie are nothing")
    func strict() {
        for bytes in Self.questions.map(\.bytes) {
            #expect(DoorQuestion([2] + bytes.dropFirst()) == nil)
            #expect(DoorQuestion(bytes + [0]) == nil)
            #expect(DoorQuestion(Array(bytes.dropLast())) == nil)
        }
        #expect(DoorQuestion([1, 3, 255, 255, 255, 255, 65]) == nil)
        // There is no ninth question, and no such news.
        #expect(DoorQuestion([1, 9, 0, 0, 0, 1, 65]) == nil)
        #expect(DoorAnswer(Array(DoorAnswer.news(.used, Self.names).bytes.dropLast()) + [0x78]) == nil)
        #expect(DoorAnswer([]) == nil)
        #expect(DoorAnswer(DoorAnswer.media(type: "image/png", count: 0).bytes) == nil)
    }

    @Test("100,000 damaged messages are read or refused, and what is read says the same once more")
    func damaged() async {
        var random = SeededRandom(seed: 3)
        var wrong = 0
        for round in 0..<100_000 {
            // Others share the few threads.
            if round.isMultiple(of: 256) { await Task.yield() }
            var bytes =
                round.isMultiple(of: 2)
                ? Self.questions[random.below(Self.questions.count)].bytes
                : Self.answers[random.below(Self.answers.count)].bytes
            for _ in 0...random.below(3) {
                switch random.below(3) {
                case 0 where !bytes.isEmpty: bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
                case 1 where !bytes.isEmpty: bytes.remove(at: random.below(bytes.count))
                default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: random.below(bytes.count + 1))
                }
            }
            if let question = DoorQuestion(bytes), DoorQuestion(question.bytes) != question { wrong += 1 }
            if let answer = DoorAnswer(bytes), DoorAnswer(answer.bytes) != answer { wrong += 1 }
        }
        #expect(wrong == 0)
    }
}
