import SMMMedia
import SMMTestSupport
import Testing

@Suite("Media: the protocol")
struct WireTests {
    private static let request = FitRequest(
        [
            PictureLimit(maximumBytes: 2_000_000, maximumPixels: 33_000_000, kinds: [.jpeg, .webp]),
            PictureLimit(maximumBytes: 1_000_000, kinds: []),
        ], decodedPixels: 100_000_000, wantsPictures: true)

    private static func limits(_ count: Int, of bytes: Int64) -> [PictureLimit] {
        [PictureLimit](repeating: PictureLimit(maximumBytes: bytes, kinds: [.jpeg]), count: count)
    }

    private static let probe = PictureProbe(
        kind: .webp,
        header: PictureHeader(
            width: 640, height: 70_000, frames: 3, bands: 4, bits: 16, colour: .cmyk, hasProfile: true),
        traces: [.position, .turned])

    @Test("requests and answers arrive as they were sent")
    func roundTrip() {
        #expect(FitRequest(head: Self.request.head) == Self.request)
        var free = Self.request
        free.wantsPictures = false
        #expect(FitRequest(head: free.head) == free && free.longestBody == 0 && Self.request.longestBody == 3_000_000)
        let most = FitRequest(Self.limits(16, of: .max), decodedPixels: 1, wantsPictures: false)
        #expect(FitRequest(head: most.head) == most && most.head.count <= MediaRequest.longestHead)
        let one = FitOutcome.made(.init(kind: .webp, width: 640, height: 65_535, bytes: [1, 2, 3]))
        let two = FitOutcome.made(.init(kind: .jpeg, width: 1, height: 2, bytes: [4]))
        let none = FitOutcome.refused(PictureRefusal(.doesNotFit))
        for outcomes in [[one], [none], [one, none, two], [FitOutcome](repeating: none, count: 16)] {
            let fitted = MediaAnswer.fitted(outcomes)
            #expect(MediaAnswer(head: fitted.head, body: fitted.body) == fitted)
            #expect(fitted.head.count <= MediaAnswer.longestHead)
        }
        let measured = MediaAnswer.fitted([none, .made(.init(kind: .png, width: 1, height: 1, byteCount: 70_000))])
        #expect(measured.body.isEmpty && MediaAnswer(head: measured.head, body: []) == measured)
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

    @Test("more limits than sixteen, none, or more bytes together than one picture has, are no request")
    func bounds() {
        func read(_ limits: [PictureLimit], wantsPictures: Bool) -> FitRequest? {
            FitRequest(head: FitRequest(limits, decodedPixels: 1, wantsPictures: wantsPictures).head)
        }
        #expect(read([], wantsPictures: false) == nil)
        #expect(read(Self.limits(17, of: 1), wantsPictures: false) == nil)
        #expect(read(Self.limits(1, of: 0), wantsPictures: false) == nil)
        #expect(read(Self.limits(4, of: 8 << 20), wantsPictures: true) != nil)
        #expect(read(Self.limits(4, of: 8 << 20) + Self.limits(1, of: 1), wantsPictures: true) == nil)
        #expect(read(Self.limits(2, of: .max), wantsPictures: true) == nil)
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
        let picture = MediaAnswer.fitted([
            .made(.init(kind: .jpeg, width: 2, height: 3, bytes: [0xFF, 0xD8, 0xFF, 9])),
            .refused(PictureRefusal(.animated)), .made(.init(kind: .png, width: 2, height: 3, bytes: [7])),
        ])
        let framed = picture.framed
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
        let answer = MediaAnswer.fitted([
            .made(.init(kind: .jpeg, width: 2, height: 3, bytes: [0xFF, 0xD8, 0xFF, 9]))
        ])
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
        func picture(_ kind: PictureKind, _ width: Int, _ height: Int, _ bytes: [UInt8]) -> [FitOutcome]? {
            let limit = PictureLimit(maximumBytes: 8, maximumPixels: 100, kinds: [.jpeg, .webp])
            return MediaAnswer.fitted([.made(.init(kind: kind, width: width, height: height, bytes: bytes))]).outcomes(
                for: FitRequest([limit], decodedPixels: 1000, wantsPictures: true))
        }
        #expect(picture(.jpeg, 10, 10, jpeg) != nil)
        #expect(picture(.webp, 10, 10, jpeg) == nil)
        #expect(picture(.png, 10, 10, [0x89, 0x50, 0x4E, 0x47]) == nil)
        #expect(picture(.jpeg, 10, 10, jpeg + [0]) == nil)
        #expect(picture(.jpeg, 11, 10, jpeg) == nil)
        #expect(picture(.jpeg, 0, 10, jpeg) == nil)
        #expect(picture(.jpeg, 10, 10, Array("<svg".utf8)) == nil)
        // Not clean: a comment, and bytes behind the end, as far as there is room.
        let roomy = FitRequest(Self.limits(1, of: 1000), decodedPixels: 1000, wantsPictures: true)
        for told in [Pictures.segment(0xFE, [1], in: jpeg), jpeg + [1]] {
            let answer = MediaAnswer.fitted([.made(.init(kind: .jpeg, width: 1, height: 1, bytes: told))])
            #expect(answer.outcomes(for: roomy) == nil)
        }
    }

    @Test("of several outcomes each is held against its own limit, and their number against that of the limits")
    func liesOfSeveral() {
        let small = PaperPicture.file(.jpeg, 20)
        func believed(_ outcomes: [FitOutcome], wantsPictures: Bool) -> Bool {
            let limits = [20, 30].map { PictureLimit(maximumBytes: $0, maximumPixels: 100, kinds: [.jpeg]) }
            let request = FitRequest(limits, decodedPixels: 1000, wantsPictures: wantsPictures)
            return MediaAnswer.fitted(outcomes).outcomes(for: request) != nil
        }
        func made(_ bytes: [UInt8]) -> FitOutcome { .made(.init(kind: .jpeg, width: 1, height: 1, bytes: bytes)) }
        func measured(_ count: Int, kind: PictureKind = .jpeg, width: Int = 1) -> FitOutcome {
            .made(.init(kind: kind, width: width, height: 1, byteCount: count))
        }
        let none = FitOutcome.refused(PictureRefusal(.doesNotFit))
        #expect(believed([made(small), made(PaperPicture.file(.jpeg, 30))], wantsPictures: true))
        #expect(believed([measured(20), measured(30)], wantsPictures: false))
        #expect(believed([none, measured(30)], wantsPictures: false))
        for wrong in [[], [none], [none, none, none]] { #expect(!believed(wrong, wantsPictures: false)) }
        #expect(!believed([made(PaperPicture.file(.jpeg, 30)), made(small)], wantsPictures: true))
        for wrong in [
            measured(31), measured(0), measured(9, kind: .png), measured(9, width: 101), measured(9, width: 0),
            made(small),
        ] {
            #expect(!believed([none, wrong], wantsPictures: false))
        }
        // Without the file where it is wanted, and with a file that is not as long as it is said.
        #expect(!believed([none, measured(20)], wantsPictures: true))
        let short = FitOutcome.made(.init(kind: .jpeg, width: 1, height: 1, byteCount: 21, bytes: small))
        #expect(!believed([none, short], wantsPictures: true))
    }

    @Test("an answer whose pieces do not hold together is none")
    func torn() {
        let two = MediaAnswer.fitted([
            .made(.init(kind: .jpeg, width: 1, height: 1, bytes: [1, 2])),
            .made(.init(kind: .jpeg, width: 1, height: 1, bytes: [3])),
        ])
        for body in [[1, 2], [1, 2, 3, 4], [1]] as [[UInt8]] { #expect(MediaAnswer(head: two.head, body: body) == nil) }
        #expect(MediaAnswer(head: two.head + [0], body: two.body) == nil)
        #expect(MediaAnswer(head: two.head.dropLast(), body: two.body) == nil)
        for count in [0, 1, 3, 17, 255] as [UInt8] {
            var head = two.head
            head[2] = count
            #expect(MediaAnswer(head: head, body: two.body) == nil)
        }
        // What is said for one limit is one of three words; of all limits at once it says others.
        for code in [PictureRefusal.Code.notStarted, .tooSlow, .type, .request, .init(rawValue: "other")] {
            let answer = MediaAnswer.fitted([.refused(PictureRefusal(code))])
            #expect(MediaAnswer(head: answer.head, body: []) == nil)
        }
        #expect(MediaAnswer(head: MediaAnswer.refused(PictureRefusal(.type)).head, body: [1]) == nil)
    }
}
