import SMMAdapterKit
import SMMLab
import SMMMedia
import SMMModel
import SMMTestSupport
import Testing

@Suite("Media: the process as built")
struct RealProcessTests {
    private static let all: Set<String> = ["image/jpeg", "image/png", "image/webp"]
    private let program: String
    private let process: MediaProcess

    init() throws {
        program = try LabPrograms().media
        process = MediaProcess(.program(program), patience: .seconds(60))
    }

    private func fit(
        _ bytes: [UInt8], most: Int64, pixels: Int64? = nil, types: Set<String> = all
    ) async throws(Failure) -> FittedPicture {
        try await process.fit(bytes, to: PictureWish(maximumBytes: most, maximumPixels: pixels, types: types))
    }

    private func refusal(_ bytes: [UInt8]) async -> String? {
        do throws(Failure) {
            _ = try await fit(bytes, most: 100_000)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("it is confined: no file, socket, program, other process or memory that is run")
    func confined() throws {
        // Through a pipe, since it may write to no file.
        let run = try ProgramRun(["bash", "-o", "pipefail", "-c", "\"$0\" --check | cat", program])
        #expect(run.status == 0)
        #expect(String(decoding: run.output, as: UTF8.self).contains(" 0 leaks, pictures are read and written"))
    }

    @Test("where it cannot be confined, the check says so and why, and the daemon gets an answer")
    func notConfined() throws {
        // A filter of system calls under which no other can be laid.
        let prepare = """
            import ctypes, os, platform, struct, sys
            prctl, mode = (157, 22) if platform.machine() == "x86_64" else (167, 22)
            steps = [(0x20, 0, 0, 0), (0x15, 0, 3, prctl), (0x20, 0, 0, 16), (0x15, 0, 1, mode), (6, 0, 0, 0x50001),
                     (6, 0, 0, 0x7fff0000)]
            code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
            class Program(ctypes.Structure): _fields_ = [("count", ctypes.c_ushort), ("steps", ctypes.c_void_p)]
            call = ctypes.CDLL(None).prctl
            assert call(38, 1, 0, 0, 0) == 0
            assert call(mode, 2, ctypes.byref(Program(len(steps), ctypes.addressof(code)))) == 0
            os.execv(sys.argv[1], sys.argv[1:])
            """
        // Through pipes, since it may write to no file.
        let run = ["bash", "-o", "pipefail", "-c", "python3 -c \"$0\" \"$@\" 2>&1 | cat", prepare, program]
        let asked = try ProgramRun(run + ["--check"])
        #expect(asked.status == MediaExit.notConfined.rawValue)
        let words = String(decoding: asked.output, as: UTF8.self)
        #expect(words.hasPrefix("smmd-media: it cannot confine itself"), "\(words)")
        #expect(words.hasSuffix("(Operation not permitted)\n"), "\(words)")
        let served = try ProgramRun(run)
        #expect(served.status == MediaExit.notConfined.rawValue)
        #expect(served.output == MediaAnswer.refused(PictureRefusal(.notStarted)).framed)
    }

    @Test("the daemon and the command line do not know the library that decodes; the process does")
    func linking() throws {
        let programs = try LabPrograms()
        for (path, isLinked) in [(programs.smmd, false), (programs.smmctl, false), (programs.media, true)] {
            let run = try ProgramRun(["readelf", "--dynamic", path])
            #expect(run.status == 0)
            let needed = String(decoding: run.output, as: UTF8.self).split(separator: "\n").filter {
                $0.contains("NEEDED")
            }
            #expect(!needed.isEmpty)
            #expect(needed.contains { $0.contains("libvips") } == isLinked, "\(path)")
        }
    }

    @Test("a picture over the limit becomes a JPEG within it, of the same shape, and the same every time")
    func noise() async throws {
        let bytes = LabPicture.noise(width: 1000, height: 700)
        #expect(bytes.count > 2_000_000)
        let first = try await fit(bytes, most: 500_000)
        #expect(first.type == "image/jpeg")
        #expect(first.bytes.count <= 500_000)
        #expect(first.bytes.count > 200_000)
        let ratio = Double(first.width) / Double(first.height)
        #expect(abs(ratio - 10.0 / 7.0) < 0.02)
        let second = try await fit(bytes, most: 500_000)
        #expect(first == second)
    }

    @Test("a picture that lies on its side is set upright, and where it was taken is forgotten")
    func exif() async throws {
        let plain = try await fit(LabPicture.noise(width: 600, height: 400), most: 5_000_000, types: ["image/jpeg"])
        #expect((plain.width, plain.height) == (600, 400))
        let words = "GPS 52.5200 N 13.4050 E"
        let photo = Pictures.withExif(plain.bytes, orientation: 6, words: words)
        #expect(photo.contains(Array(words.utf8)))
        let fitted = try await fit(photo, most: 5_000_000)
        #expect((fitted.width, fitted.height) == (400, 600))
        #expect(!fitted.bytes.contains(Array("GPS".utf8)))
        #expect(!fitted.bytes.contains(Array("Exif".utf8)))
    }

    @Test(
        "colours without a profile stay as they are",
        arguments: [[255, 255, 255], [128, 64, 32], [255, 0, 0], [0, 200, 255], [128], [7]] as [[UInt8]])
    func colours(colour: [UInt8]) async throws {
        // With a part that belongs to a picture and that the library does not write, it is over the limit until written anew.
        let large = Pictures.png(LabPicture.dot(colour), with: "cLLI", [UInt8](repeating: 0, count: 64))
        let fitted = try await fit(large, most: 100, types: ["image/png"])
        #expect(Pictures.colour(ofDot: fitted.bytes) == colour)
    }

    @Test("the pixels allowed are kept")
    func pixels() async throws {
        let fitted = try await fit(LabPicture.noise(width: 900, height: 300), most: 5_000_000, pixels: 100_000)
        #expect(fitted.width * fitted.height <= 100_000)
        #expect(fitted.width > 500)
    }

    @Test("what can be seen through stays so, or is put on white")
    func alpha() async throws {
        let bytes = LabPicture.noise(width: 400, height: 300, alpha: true)
        let web = try await fit(bytes, most: 200_000)
        #expect(web.type == "image/webp")
        let png = try await fit(bytes, most: 200_000, types: ["image/jpeg", "image/png"])
        #expect(png.type == "image/png")
        let flat = try await fit(bytes, most: 200_000, types: ["image/jpeg"])
        #expect(flat.type == "image/jpeg")
        for picture in [web, png, flat] { #expect(picture.bytes.count <= 200_000) }
    }

    @Test("how much memory is left is no chance: a large picture that can be seen through is the same every time")
    func largeAlpha() async throws {
        let bytes = LabPicture.noise(width: 2000, height: 1500, alpha: true)
        let first = try await fit(bytes, most: 1_000_000)
        #expect(first.type == "image/webp")
        for _ in 0..<2 {
            let again = try await fit(bytes, most: 1_000_000)
            #expect(again == first)
        }
    }

    @Test("what moves, is cut short, too large to decode or no picture is refused with its reason")
    func refusals() async throws {
        #expect(await refusal(Pictures.animatedGIF) == "picture-animated")
        #expect(await refusal(LabPicture.bomb(width: 50_000, height: 50_000)) == "picture-too-large")
        let bomb = await #expect(throws: Failure.self) {
            _ = try await process.probe { LabPicture.bomb(width: 5_000, height: 5_000) }
        }
        #expect(bomb?.code == "picture-unreadable")
        #expect(await refusal(Array("just words".utf8)) == "picture-type")
        #expect(await refusal(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)) == "picture-type")
        let noise = LabPicture.noise(width: 300, height: 200)
        let jpeg = try await fit(noise, most: 5_000_000, types: ["image/jpeg"]).bytes
        for whole in [noise, jpeg] {
            #expect(await refusal(Array(whole.prefix(whole.count / 2))) == "picture-unreadable")
        }
        #expect(await refusal([]) == "picture-type")
    }

    @Test("damaged files end in a picture or a reason, never in a process that is in doubt")
    func damaged() async throws {
        let jpeg = try await fit(LabPicture.noise(width: 60, height: 40), most: 100_000, types: ["image/jpeg"]).bytes
        let png = LabPicture.noise(width: 20, height: 10)
        var random = SeededRandom(seed: 11)
        for round in 0..<24 {
            var bytes = round % 2 == 0 ? jpeg : png
            for _ in 0..<8 {
                bytes[Int.random(in: 12..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let code = await refusal(bytes)
            #expect([nil, "picture-unreadable", "picture-too-large", "picture-does-not-fit"].contains(code))
        }
    }
}
