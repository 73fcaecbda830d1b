import SMMMedia
import SMMTestSupport
import Testing

@Suite("Media: the protocol")
struct WireTests {
    private static let request = FitRequest(
        maximumBytes: 2_000_000, maximumPixels: 33_000_000, decodedPixels: 100_000_000, kinds: [.jpeg, .webp])

    @Test("requests and answers arrive as they were sent")
    func roundTrip() {
        #expect(FitRequest(head: Self.request.head) == Self.request)
        var free = Self.request
        free.maximumPixels = nil
        #expect(FitRequest(head: free.head) == free)
        let picture = FitAnswer.fitted(.init(kind: .webp, width: 640, height: 65_535, bytes: [1, 2, 3]))
        #expect(FitAnswer(head: picture.head, body: picture.body) == picture)
        let refused = FitAnswer.refused(PictureRefusal(.animated))
        #expect(FitAnswer(head: refused.head, body: []) == refused)
    }

    @Test("what is nearly a request or an answer is read as what it says, or not at all")
    func nearly() {
        var random = SeededRandom(seed: 7)
        func broken(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let place = bytes.indices.randomElement(using: &random) else { break }
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
                default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
            }
            return bytes
        }
        let picture = FitAnswer.fitted(.init(kind: .jpeg, width: 2, height: 3, bytes: [0xFF, 0xD8, 0xFF, 9]))
        let framed = [picture.head, picture.body].flatMap { WireFrame.length($0.count) + $0 }
        var read = (requests: 0, answers: 0, frames: 0)
        let rounds = 5000
        for _ in 0..<rounds {
            if let request = FitRequest(head: broken(Self.request.head)) {
                read.requests += 1
                #expect(FitRequest(head: request.head) == request)
            }
            if let answer = FitAnswer(head: broken(picture.head), body: picture.body) {
                read.answers += 1
                #expect(FitAnswer(head: answer.head, body: answer.body) == answer)
            }
            var intake = AnswerIntake(longest: 16)
            var state = AnswerIntake.State.more
            for piece in broken(framed) where state == .more { state = intake.take([piece]) }
            if case .whole(let head, let body) = state {
                read.frames += 1
                #expect(head.count <= FitAnswer.longestHead && body.count <= 16)
            }
        }
        for count in [read.requests, read.answers, read.frames] { #expect((1..<rounds).contains(count)) }
    }

    @Test("an answer is put together from pieces of any size, and a longer one is found out at once")
    func intake() {
        let answer = FitAnswer.fitted(.init(kind: .jpeg, width: 2, height: 3, bytes: [0xFF, 0xD8, 0xFF, 9]))
        let bytes = [answer.head, answer.body].flatMap { WireFrame.length($0.count) + $0 }
        for size in 1...bytes.count {
            var intake = AnswerIntake(longest: 4)
            var last = AnswerIntake.State.more
            for start in stride(from: 0, to: bytes.count, by: size) {
                last = intake.take(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(last == .whole(head: answer.head, body: answer.body))
        }
        var announced = AnswerIntake(longest: 3)
        #expect(announced.take(bytes) == .tooMuch)
        var head = AnswerIntake(longest: 3)
        #expect(head.take([0xFF, 0xFF, 0xFF, 0xFF]) == .tooMuch)
        var more = AnswerIntake(longest: 4)
        #expect(more.take(bytes + [0]) == .tooMuch)
    }

    @Test("a picture that is not what it is said to be, or not what was asked for, is none")
    func lies() {
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0]
        func picture(_ kind: PictureKind, _ width: Int, _ height: Int, _ bytes: [UInt8]) -> FitAnswer.Picture? {
            var request = Self.request
            request.maximumBytes = 4
            request.maximumPixels = 100
            return FitAnswer.fitted(.init(kind: kind, width: width, height: height, bytes: bytes)).picture(for: request)
        }
        #expect(picture(.jpeg, 10, 10, jpeg) != nil)
        #expect(picture(.webp, 10, 10, jpeg) == nil)
        #expect(picture(.png, 10, 10, [0x89, 0x50, 0x4E, 0x47]) == nil)
        #expect(picture(.jpeg, 10, 10, jpeg + [0]) == nil)
        #expect(picture(.jpeg, 11, 10, jpeg) == nil)
        #expect(picture(.jpeg, 0, 10, jpeg) == nil)
        #expect(picture(.jpeg, 10, 10, Array("<svg".utf8)) == nil)
    }
}
