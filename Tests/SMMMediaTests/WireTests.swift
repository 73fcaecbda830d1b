import SMMMedia
import SMMTestSupport
import Testing

@Suite("Media: the protocol")
struct WireTests {
    private static let request = FitRequest(
        maximumBytes: 2_000_000, maximumPixels: 33_000_000, decodedPixels: 100_000_000, kinds: [.jpeg, .webp])

    private static let probe = PictureProbe(
        kind: .webp,
        header: PictureHeader(
            width: 640, height: 70_000, frames: 3, bands: 4, bits: 16, colour: .cmyk, hasProfile: true),
        traces: [.position, .turned])

    @Test("requests and answers arrive as they were sent")
    func roundTrip() {
        #expect(FitRequest(head: Self.request.head) == Self.request)
        var free = Self.request
        free.maximumPixels = nil
        #expect(FitRequest(head: free.head) == free)
        let picture = MediaAnswer.fitted(.init(kind: .webp, width: 640, height: 65_535, bytes: [1, 2, 3]))
        #expect(MediaAnswer(head: picture.head, body: picture.body) == picture)
        #expect(ProbeRequest(head: ProbeRequest(decodedPixels: 100_000_000).head)?.decodedPixels == 100_000_000)
        #expect(MediaRequest(head: ProbeRequest(decodedPixels: 7).head) == .probe(ProbeRequest(decodedPixels: 7)))
        #expect(MediaRequest(head: Self.request.head) == .fit(Self.request))
        let probed = MediaAnswer.probed(Self.probe)
        #expect(MediaAnswer(head: probed.head, body: []) == probed)
        // Bytes that nobody asked for are no answer.
        #expect(MediaAnswer(head: probed.head, body: [1]) == nil)
        let refused = MediaAnswer.refused(PictureRefusal(.animated))
        #expect(MediaAnswer(head: refused.head, body: []) == refused)
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
        let picture = MediaAnswer.fitted(.init(kind: .jpeg, width: 2, height: 3, bytes: [0xFF, 0xD8, 0xFF, 9]))
        let framed = [picture.head, picture.body].flatMap { WireFrame.length($0.count) + $0 }
        var read = (requests: 0, answers: 0, frames: 0, probes: 0)
        let rounds = 5000
        for _ in 0..<rounds {
            if let request = FitRequest(head: broken(Self.request.head)) {
                read.requests += 1
                #expect(FitRequest(head: request.head) == request)
            }
            if let answer = MediaAnswer(head: broken(picture.head), body: picture.body) {
                read.answers += 1
                #expect(MediaAnswer(head: answer.head, body: answer.body) == answer)
            }
            if let answer = MediaAnswer(head: broken(MediaAnswer.probed(Self.probe).head), body: []) {
                read.probes += 1
                #expect(MediaAnswer(head: answer.head, body: answer.body) == answer)
            }
            var intake = AnswerIntake(longest: 16)
            var state = AnswerIntake.State.more
            for piece in broken(framed) where state == .more { state = intake.take([piece]) }
            if case .whole(let head, let body) = state {
                read.frames += 1
                #expect(head.count <= MediaAnswer.longestHead && body.count <= 16)
            }
        }
        for count in [read.requests, read.answers, read.frames, read.probes] { #expect((1..<rounds).contains(count)) }
    }

    @Test("an answer is put together from pieces of any size, and a longer one is found out at once")
    func intake() {
        let answer = MediaAnswer.fitted(.init(kind: .jpeg, width: 2, height: 3, bytes: [0xFF, 0xD8, 0xFF, 9]))
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
        let jpeg = PaperPicture.file(.jpeg, 8)
        func picture(_ kind: PictureKind, _ width: Int, _ height: Int, _ bytes: [UInt8]) -> MediaAnswer.Picture? {
            var request = Self.request
            request.maximumBytes = 8
            request.maximumPixels = 100
            return MediaAnswer.fitted(.init(kind: kind, width: width, height: height, bytes: bytes)).picture(
                for: request)
        }
        #expect(picture(.jpeg, 10, 10, jpeg) != nil)
        #expect(picture(.webp, 10, 10, jpeg) == nil)
        #expect(picture(.png, 10, 10, [0x89, 0x50, 0x4E, 0x47]) == nil)
        #expect(picture(.jpeg, 10, 10, jpeg + [0]) == nil)
        #expect(picture(.jpeg, 11, 10, jpeg) == nil)
        #expect(picture(.jpeg, 0, 10, jpeg) == nil)
        #expect(picture(.jpeg, 10, 10, Array("<svg".utf8)) == nil)
        // Not clean: a comment, and bytes behind the end, as far as there is room.
        var roomy = Self.request
        roomy.maximumBytes = 1000
        for told in [Pictures.segment(0xFE, [1], in: jpeg), jpeg + [1]] {
            #expect(MediaAnswer.fitted(.init(kind: .jpeg, width: 1, height: 1, bytes: told)).picture(for: roomy) == nil)
        }
    }
}
