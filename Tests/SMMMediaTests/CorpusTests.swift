import Dispatch
import SMMAdapterKit
import SMMLab
import SMMMedia
import SMMModel
import SMMTestSupport
import Testing

@Suite("Media: files as cameras, programs and attackers make them")
struct CorpusTests {
    private let program: String

    init() throws { program = try LabPrograms().media }

    /// One of its own for each, so that they need not wait for each other.
    private var process: MediaProcess { MediaProcess(.program(program)) }

    private func corpus() async throws -> [MadeFile] {
        let drawing = FlatPictures.png(width: 48, height: 32, .rgb)
        let web = try await process.fit(drawing, to: PictureWish(maximumBytes: 100_000, types: ["image/webp"]))
        return MadeFile.corpus(web: web.bytes)
    }

    private func probe(_ bytes: [UInt8]) async -> Result<ProbedPicture, Failure> {
        do throws(Failure) {
            return .success(try await process.probe { bytes })
        } catch {
            return .failure(error)
        }
    }

    private func fit(_ bytes: [UInt8], as type: String) async -> Result<FittedPicture, Failure> {
        do throws(Failure) {
            return .success(try await process.fit(bytes, to: PictureWish(maximumBytes: 1 << 20, types: [type])))
        } catch {
            return .failure(error)
        }
    }

    @Test("each is refused with its code, or goes out upright with nothing in it of where, who and with what")
    func all() async throws {
        let files = try await corpus()
        #expect(files.count >= 60)
        await withDiscardingTaskGroup { group in
            for file in files { group.addTask { await look(at: file) } }
        }
    }

    private func look(at file: MadeFile) async {
        for secret in file.planted { #expect(file.bytes.contains(secret) || secret.isEmpty, "\(file.name)") }
        let found = await probe(file.bytes)
        if let refusal = file.refusal {
            guard case .failure(let failure) = found else {
                Issue.record("\(file.name) was taken")
                return
            }
            #expect(failure.code == refusal, "\(file.name)")
            return
        }
        guard case .success(let probed) = found else {
            Issue.record("\(file.name): \(found)")
            return
        }
        if let size = file.size { #expect((probed.width, probed.height) == size, "\(file.name)") }
        #expect(probed.traces.isEmpty == (file.planted.isEmpty), "\(file.name): \(probed.traces)")
        await goesOut(file, probed)
    }

    private func goesOut(_ file: MadeFile, _ probed: ProbedPicture) async {
        let first = await fit(file.bytes, as: probed.type)
        guard case .success(let picture) = first else {
            Issue.record("\(file.name): \(first)")
            return
        }
        for secret in file.planted where !secret.isEmpty {
            #expect(!picture.bytes.contains(secret), "\(file.name)")
        }
        #expect(!picture.bytes.contains(Array("Exif".utf8)), "\(file.name)")
        #expect((picture.width, picture.height) == (probed.width, probed.height), "\(file.name)")
        if file.staysAsItIs { #expect(picture.bytes == file.bytes, "\(file.name)") }
        guard picture.bytes != file.bytes else { return }
        // The same the next time; and what went out is clean, upright and whole.
        let second = await fit(file.bytes, as: probed.type)
        #expect(second == first, "\(file.name)")
        let again = await probe(picture.bytes)
        guard case .success(let after) = again else {
            Issue.record("\(file.name), sent: \(again)")
            return
        }
        #expect(after.traces.isEmpty, "\(file.name), sent: \(after.traces)")
        #expect(after.frames == probed.frames, "\(file.name), sent")
        #expect((after.width, after.height) == (probed.width, probed.height), "\(file.name), sent")
    }

    @Test("for several limits at once each picture is, byte for byte, what it is for its limit alone")
    func several() async throws {
        let limits = [
            PictureLimit(maximumBytes: 700, kinds: [.jpeg]), PictureLimit(maximumBytes: 3000, kinds: [.webp, .jpeg]),
            PictureLimit(maximumBytes: 1 << 20, maximumPixels: 900, kinds: Set(PictureKind.allCases)),
            PictureLimit(maximumBytes: 1 << 20, kinds: Set(PictureKind.allCases)),
        ]
        let files = try await corpus()
        await withDiscardingTaskGroup { group in
            for file in files { group.addTask { await compare(file.bytes, file.name, limits) } }
        }
    }

    @Test("the same of a picture that is told by a part of it, seen through or on white")
    func severalOfNoise() async {
        let limits = [(900_000, [.jpeg]), (700_000, [.webp]), (600_000, [.jpeg]), (1_300_000, [.jpeg, .webp])].map {
            PictureLimit(maximumBytes: $0, kinds: $1)
        }
        await compare(LabPicture.noise(width: 1700, height: 1300, alpha: true), "noise", limits)
    }

    private func compare(_ bytes: [UInt8], _ name: String, _ limits: [PictureLimit]) async {
        do {
            var alone: [MediaAnswer] = []
            for limit in limits { alone.append(try await answer(bytes, [limit], wantsPictures: true)) }
            // Each twice, and the other way round as well.
            let list = limits + limits.reversed()
            let all = try await answer(bytes, list, wantsPictures: true)
            let measured = try await answer(bytes, list, wantsPictures: false)
            guard case .fitted(let outcomes) = all else {
                #expect(alone.allSatisfy { $0 == all } && measured == all, "\(name)")
                return
            }
            #expect(outcomes.map { .fitted([$0]) } == alone + alone.reversed(), "\(name)")
            let shapes = outcomes.map { outcome in
                guard case .made(var picture) = outcome else { return outcome }
                picture.bytes = []
                return .made(picture)
            }
            #expect(measured == .fitted(shapes), "\(name)")
        } catch {
            Issue.record("\(name): \(error)")
        }
    }

    /// What the program as built answers.
    private func answer(_ bytes: [UInt8], _ limits: [PictureLimit], wantsPictures: Bool) async throws -> MediaAnswer {
        let head = FitRequest(limits, decodedPixels: 100_000_000, wantsPictures: wantsPictures).head
        let request = WireFrame.length(head.count) + head + WireFrame.length(bytes.count) + bytes
        let program = program
        // Through a pipe, since it may write to no file; on a thread of its own, since others wait for theirs.
        let output = try await withCheckedThrowingContinuation { continuation in
            Self.queue.async {
                continuation.resume(
                    with: Result { try ProgramRun(["bash", "-c", "\"$0\" | cat", program], input: request).output })
            }
        }
        var intake = AnswerIntake(longest: Int(PictureFit.maximumBytes))
        guard case .whole(let head, let body) = intake.take(output) else { throw Failure("none", "No answer.") }
        return try #require(MediaAnswer(head: head, body: body))
    }

    private static let queue = DispatchQueue(label: "corpus")

    @Test("what was written without a loss keeps every point and its depth, also when it is set upright")
    func lossless() async throws {
        for form in [FlatPictures.PNGForm.grey, .rgb, .greyAlpha, .rgba] {
            for bits in [8, 16] {
                let plain = FlatPictures.png(width: 24, height: 16, form, bits: bits)
                // Once around: four quarters are none.
                var turned = plain
                for _ in 0..<4 {
                    let noted = Pictures.png(turned, with: "eXIf", Pictures.tiff(orientation: 6, words: "Here"))
                    turned = try await fit(noted, as: "image/png").get().bytes
                }
                let (before, after) = (try await probe(plain).get(), try await probe(turned).get())
                #expect(before == after)
                #expect(before.bits == bits)
                let once = Pictures.png(plain, with: "eXIf", Pictures.tiff(orientation: 3, words: "Here"))
                let twice = Pictures.png(
                    try await fit(once, as: "image/png").get().bytes, with: "eXIf",
                    Pictures.tiff(orientation: 3, words: "Here"))
                // Written by the same hand: only the points can differ.
                #expect(try await fit(twice, as: "image/png").get().bytes == turned, "\(form), \(bits) bits")
            }
        }
    }

    @Test("inks become colours that everybody shows; sixteen bits stay where they are sent as PNG")
    func colours() async throws {
        let inks = FlatPictures.jpeg(width: 48, height: 32, components: 4)
        #expect(try await probe(inks).get().colour == "CMYK")
        let shown = try await fit(inks, as: "image/jpeg").get()
        #expect(try await probe(shown.bytes).get().colour == "RGB")
        let deep = FlatPictures.png(width: 48, height: 32, .rgb, bits: 16)
        #expect(try await probe(deep).get().bits == 16)
        let photo = try await process.fit(deep, to: PictureWish(maximumBytes: 1 << 20, types: ["image/jpeg"]))
        #expect(try await probe(photo.bytes).get().bits == 8)
    }
}
