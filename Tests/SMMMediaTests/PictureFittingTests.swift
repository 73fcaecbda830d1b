import SMMMedia
import SMMTestSupport
import Testing

@Suite("Media: fitting")
struct PictureFittingTests {
    /// Over every limit that is asked for here, so that it is written anew.
    private static let jpeg = PaperPicture.file(.jpeg, 3_000_000)

    private func fit(
        _ codec: PaperCodec, _ bytes: [UInt8] = jpeg, most: Int64 = 2_000_000, pixels: Int64? = nil,
        kinds: Set<PictureKind> = [.jpeg, .png, .webp]
    ) -> Result<FitOutcome.Picture, PictureRefusal> {
        let outcomes = fit(
            codec, bytes, [PictureLimit(maximumBytes: most, maximumPixels: pixels, kinds: kinds)], wantsPictures: true)
        switch outcomes[0] {
        case .made(let picture): return .success(picture)
        case .refused(let refusal): return .failure(refusal)
        }
    }

    private func fit(
        _ codec: PaperCodec, _ bytes: [UInt8], _ limits: [PictureLimit], wantsPictures: Bool
    ) -> [FitOutcome] {
        let request = FitRequest(limits, decodedPixels: 100_000_000, wantsPictures: wantsPictures)
        do throws(PictureRefusal) {
            return try PictureFitting(codec).fit(bytes, request)
        } catch {
            return limits.map { _ in .refused(error) }
        }
    }

    private func refusal(_ result: Result<FitOutcome.Picture, PictureRefusal>) -> PictureRefusal.Code? {
        if case .failure(let refusal) = result { refusal.code } else { nil }
    }

    @Test("less quality goes before a smaller picture, and both stop at the first that fits")
    func order() throws {
        let easy = try fit(PaperCodec(1000, 1000, weight: 2200)).get()
        #expect(easy.width == 1000 && easy.bytes.count == 1_980_000)
        let less = try fit(PaperCodec(1000, 1000, weight: 2600)).get()
        #expect(less.width == 1000 && less.bytes.count == 1_924_000)
        let small = try fit(PaperCodec(4000, 3000)).get()
        #expect(small.width < 2000 && small.bytes.count <= 2_000_000 && small.bytes.count > 1_000_000)
        #expect(small.kind == .jpeg)
    }

    @Test("the pixels allowed are kept")
    func pixels() throws {
        let picture = try fit(PaperCodec(4001, 3001, weight: 1), pixels: 3_000_000).get()
        #expect(picture.width * picture.height <= 3_000_000)
        #expect(picture.width > 1900)
    }

    @Test("what can be seen through stays so, or is put on white where the network takes no such picture")
    func seeThrough() throws {
        #expect(try fit(PaperCodec(900, 900, isSeeThrough: true)).get().kind == .webp)
        #expect(try fit(PaperCodec(900, 900, isSeeThrough: true), kinds: [.jpeg, .png]).get().kind == .png)
        #expect(try fit(PaperCodec(900, 900, isSeeThrough: true), kinds: [.jpeg]).get().kind == .jpeg)
        #expect(try fit(PaperCodec(4000, 4000, weight: 1, isSeeThrough: true)).get().width == 1773)
    }

    @Test("what moves, is too large to decode, damaged or no picture is refused with its reason")
    func refusals() {
        #expect(refusal(fit(PaperCodec(100, 100, frames: 2))) == .animated)
        #expect(refusal(fit(PaperCodec(50_000, 50_000))) == .tooLarge)
        #expect(refusal(fit(PaperCodec(.max, .max))) == .tooLarge)
        #expect(refusal(fit(PaperCodec(0, 0))) == .unreadable)
        #expect(refusal(fit(PaperCodec(100, 100, isReadable: false))) == .unreadable)
        #expect(refusal(fit(PaperCodec(100, 100), Array("<svg/>".utf8))) == .type)
        #expect(refusal(fit(PaperCodec(100, 100), Array("%PDF-1.7".utf8))) == .type)
        #expect(refusal(fit(PaperCodec(400, 300, weight: 100_000), most: 1000)) == .doesNotFit)
    }

    @Test("what keeps the limits keeps its points; what does not belong to the picture is taken out")
    func kept() throws {
        let clean = PaperPicture.file(.jpeg, 1000)
        let comment: [UInt8] = [0xFF, 0xFE, 0, 6] + Array("here".utf8)
        let told = clean.prefix(2) + comment + clean.dropFirst(2) + Array("behind".utf8)
        let picture = try fit(PaperCodec(900, 600), Array(told)).get()
        #expect(picture.bytes == clean)
        #expect((picture.width, picture.height) == (900, 600))
        // Of no kind that is taken, or with more points than are: written anew.
        #expect(try fit(PaperCodec(900, 600), clean, kinds: [.png]).get().kind == .png)
        #expect(try fit(PaperCodec(900, 600), clean, pixels: 100_000).get().bytes != clean)
        // Inks are shown by hardly anybody as they are meant.
        #expect(try fit(PaperCodec(900, 600, colour: .cmyk), clean).get().bytes != clean)
        // What moves is kept, and never made to stand still.
        let gif = try fit(PaperCodec(1, 1, frames: 2), Pictures.animatedGIF, kinds: [.gif]).get()
        #expect(gif.bytes == Pictures.animatedGIF)
        #expect(refusal(fit(PaperCodec(1, 1, frames: 2), Pictures.animatedGIF)) == .animated)
    }

    @Test("what lies on its side is set upright: without a loss where it was written without, else anew")
    func turned() throws {
        let exif = Pictures.withExif(PaperPicture.file(.jpeg, 1000), orientation: 6, words: "Here")
        let photo = try fit(PaperCodec(900, 600), exif).get()
        #expect((photo.width, photo.height) == (600, 900) && photo.bytes.count > 1000)
        // What is only turned keeps the size that cameras take.
        let large = try fit(PaperCodec(6000, 4000, weight: 1), exif, most: 20_000_000).get()
        #expect((large.width, large.height) == (4000, 6000))
        let png = Pictures.png(
            PaperPicture.file(.png, 1000), with: "eXIf", Pictures.tiff(orientation: 8, words: "Here"))
        let drawing = try fit(PaperCodec(900, 600), png).get()
        #expect(drawing.bytes == PaperPicture.file(.png, 200))
        #expect((drawing.width, drawing.height) == (600, 900))
    }

    @Test("a probe says what is shown, and refuses what is not whole or takes too much to decode")
    func probe() {
        func probe(_ codec: PaperCodec, _ bytes: [UInt8]) -> Result<PictureProbe, PictureRefusal> {
            do throws(PictureRefusal) {
                return .success(try PictureProbing(codec).probe(bytes, ProbeRequest(decodedPixels: 100_000_000)))
            } catch {
                return .failure(error)
            }
        }
        func code(_ result: Result<PictureProbe, PictureRefusal>) -> PictureRefusal.Code? {
            if case .failure(let refusal) = result { refusal.code } else { nil }
        }
        let exif = Pictures.withExif(PaperPicture.file(.jpeg, 1000), orientation: 6, words: "Here")
        guard case .success(let found) = probe(PaperCodec(900, 600), exif) else {
            Issue.record("it was refused")
            return
        }
        #expect((found.kind, found.header.width, found.header.height) == (.jpeg, 600, 900))
        #expect(found.traces == [.exif, .text, .turned])
        #expect(code(probe(PaperCodec(900, 600, isReadable: false), exif)) == .unreadable)
        #expect(code(probe(PaperCodec(50_000, 50_000), exif)) == .tooLarge)
        #expect(code(probe(PaperCodec(1000, 1000, frames: 501), Pictures.animatedGIF)) == .tooLarge)
        #expect(code(probe(PaperCodec(1000, 1000, frames: 500), Pictures.animatedGIF)) == nil)
        #expect(code(probe(PaperCodec(1000, 1000), Array(exif.dropLast(2)))) == .unreadable)
        #expect(code(probe(PaperCodec(1000, 1000), Array("%PDF-1.7".utf8))) == .type)
    }

    @Test("for several limits each picture is what it is for its limit alone, with its file or without")
    func several() {
        let turned = Pictures.png(
            PaperPicture.file(.png, 1000), with: "eXIf", Pictures.tiff(orientation: 8, words: "Here"))
        let exif = Pictures.withExif(PaperPicture.file(.jpeg, 50_000), orientation: 6, words: "Here")
        var random = SeededRandom(seed: 3)
        for round in 0..<40 {
            func codec() -> PaperCodec {
                PaperCodec(
                    800, 600, frames: round % 10 == 9 ? 2 : 1, weight: [1, 10, 40, 100][round % 4],
                    isSeeThrough: round % 3 == 0, isReadable: round % 20 != 8, colour: round % 7 == 6 ? .cmyk : .rgb,
                    expects: round % 2 == 0)
            }
            let files = [PaperPicture.file(.jpeg, 50_000), turned, exif, PaperPicture.file(.webp, 14_000)]
            let bytes = files[round / 4 % 4]
            var limits = (0..<Int.random(in: 1...FitRequest.mostLimits, using: &random)).map { _ in
                let kinds = PictureKind.allCases.filter { _ in Bool.random(using: &random) }
                return PictureLimit(
                    maximumBytes: [100, 800, 14_000, 30_000, 60_000].randomElement(using: &random) ?? 1,
                    maximumPixels: [nil, 60_000, 480_000].randomElement(using: &random) ?? nil,
                    kinds: Set(kinds))
            }
            limits.append(limits[0])
            let all = fit(codec(), bytes, limits, wantsPictures: true)
            let alone = limits.flatMap { fit(codec(), bytes, [$0], wantsPictures: true) }
            #expect(all == alone)
            let measured = alone.map { outcome in
                guard case .made(var picture) = outcome else { return outcome }
                picture.bytes = []
                return .made(picture)
            }
            #expect(fit(codec(), bytes, limits, wantsPictures: false) == measured)
        }
    }

    @Test("of one size a picture is decoded once, and written once in each quality, however many limits there are")
    func once() {
        let codec = PaperCodec(1000, 1000, weight: 2600)
        let limits = [1_000_000, 2_000_000, 1_950_000, 2_200_000, 2_000_000, 2_500_000].map {
            PictureLimit(maximumBytes: $0, kinds: [.jpeg])
        }
        let outcomes = fit(codec, Self.jpeg, limits, wantsPictures: false)
        #expect(
            outcomes.map { if case .made(let picture) = $0 { picture.byteCount } else { 0 } }.dropFirst()
                == [1_924_000, 1_924_000, 2_132_000, 1_924_000, 2_340_000])
        #expect(codec.edges == [1000, 699])
        #expect(codec.written.prefix(3) == [2_340_000, 2_132_000, 1_924_000])
        #expect(Set(codec.written).count == codec.written.count)
    }

    @Test("a quality that a part of the picture says is out of reach is not written")
    func expected() throws {
        let codec = PaperCodec(1000, 1000, weight: 2600, expects: true)
        let picture = try fit(codec, most: 1_950_000).get()
        // 2,340,000 is more than a tenth above it; 2,132,000 is not, and too large all the same.
        #expect(codec.written == [2_132_000, 1_924_000] && picture.byteCount == 1_924_000)
        #expect(FitLadder.isOutOfReach(1101, most: 1000) && !FitLadder.isOutOfReach(1099, most: 1000))
        // Of none of them any is written: the next size is told by what is expected.
        let small = PaperCodec(1000, 1000, weight: 2600, expects: true)
        #expect(try fit(small, most: 1_000_000).get().width < 1000)
        #expect(small.written.allSatisfy { $0 < 1_200_000 })
    }

    @Test("a PNG with an animation is told before its first frame could be taken for the whole")
    func animatedPNG() throws {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
            [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0]
        }
        let head = signature + chunk("IHDR", [UInt8](repeating: 0, count: 13))
        let moving = head + chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]) + chunk("IDAT", [0]) + chunk("IEND", [])
        #expect(refusal(fit(PaperCodec(100, 100), moving, most: 10)) == .animated)
        #expect(try fit(PaperCodec(100, 100), moving).get().bytes == moving)
        // Lengths that lead anywhere end the search and nothing else.
        let wild = signature + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IHDR".utf8)
        for count in 0...wild.count { #expect(PictureCleaner.clean(Array(wild.prefix(count)), .png) == nil) }
    }
}
