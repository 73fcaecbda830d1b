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

    @Test("bytes of any kind are either an answer or none, and never more than was announced")
    func anything() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<5000 {
            let count = Int.random(in: 0...80, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...11, using: &random) }
            _ = FitRequest(head: bytes)
            _ = FitAnswer(head: bytes, body: [])
            var intake = AnswerIntake(longest: 16)
            for piece in stride(from: 0, to: count, by: 7) {
                guard case .more = intake.take(bytes[piece..<min(piece + 7, count)]) else { break }
            }
        }
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
