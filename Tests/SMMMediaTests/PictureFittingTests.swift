import SMMMedia
import Testing

@Suite("Media: fitting")
struct PictureFittingTests {
    private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0]

    private func fit(
        _ codec: PaperCodec, _ bytes: [UInt8] = jpeg, most: Int64 = 2_000_000, pixels: Int64? = nil,
        kinds: Set<PictureKind> = [.jpeg, .png, .webp]
    ) -> Result<FitAnswer.Picture, PictureRefusal> {
        let request = FitRequest(
            maximumBytes: most, maximumPixels: pixels, decodedPixels: 100_000_000, kinds: kinds)
        do throws(PictureRefusal) {
            return .success(try PictureFitting(codec).fit(bytes, request))
        } catch {
            return .failure(error)
        }
    }

    private func refusal(_ result: Result<FitAnswer.Picture, PictureRefusal>) -> PictureRefusal.Code? {
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
        #expect(refusal(fit(PaperCodec(4000, 3000, weight: 1_000_000), most: 1000)) == .doesNotFit)
    }

    @Test("a PNG with an animation is told before its first frame could be taken for the whole")
    func animatedPNG() {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        func chunk(_ name: String, _ count: UInt8) -> [UInt8] {
            [0, 0, 0, count] + Array(name.utf8) + [UInt8](repeating: 0, count: Int(count) + 4)
        }
        let moving = signature + chunk("IHDR", 13) + chunk("acTL", 8) + chunk("IDAT", 1)
        #expect(refusal(fit(PaperCodec(100, 100), moving)) == .animated)
        #expect(!PictureKind.isAnimatedPNG(signature + chunk("IHDR", 13) + chunk("IDAT", 1) + chunk("acTL", 8)))
        // Lengths that lead anywhere end the search and nothing else.
        let wild = signature + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IHDR".utf8)
        for count in 0...wild.count { #expect(!PictureKind.isAnimatedPNG(Array(wild.prefix(count)))) }
    }
}
