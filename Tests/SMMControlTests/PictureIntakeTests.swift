import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMControl
import SMMModel
import Testing

@Suite("Pictures that come in")
struct PictureIntakeTests {
    /// Says the same of every picture.
    private struct Prober: PictureProber, PictureFitter {
        let answer: Result<ProbedPicture, Failure>

        func probe(
            _ read: @Sendable () async throws(Failure) -> [UInt8]
        ) async throws(Failure) -> ProbedPicture {
            _ = try await read()
            return try answer.get()
        }

        func fault() async -> Failure? { nil }

        func fit(
            _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
        ) async throws(Failure) -> FittedPicture {
            FittedPicture(bytes: [7], type: medium.type, width: 1, height: 1)
        }
    }

    private static let call = Call(
        principal: Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin))

    private func upload(
        _ bureau: Bureau, _ answer: Result<ProbedPicture, Failure>, _ bytes: [UInt8] = Picture.png(640, 480)
    ) async throws -> AssetView {
        let desk = MediaDesk(bureau.context, store: bureau.media, pictures: Prober(answer: answer))
        let sink = try await desk.begin(
            Self.call, MediaQuery(brand: "acme", name: "a.png"), length: Int64(bytes.endIndex))
        do {
            try await sink.write(ByteBuffer(bytes: bytes))
            return try await sink.finish()
        } catch {
            await sink.abandon()
            throw error
        }
    }

    @Test("what was found is told, the sides as they are shown are kept, and the frames")
    func found() async throws {
        try await Bureau.open { bureau in
            let probed = ProbedPicture(
                type: "image/png", width: 480, height: 640, frames: 3, traces: ["position", "turned"])
            let view = try await upload(bureau, .success(probed))
            #expect((view.width, view.height, view.frames) == (480, 640, 3))
            #expect(view.facts?.removed == ["position", "turned"])
            let desk = MediaDesk(bureau.context, store: bureau.media, pictures: nil)
            let shown = try await desk.show(Self.call, view.id.description)
            #expect((shown.width, shown.frames, shown.facts) == (480, 3, nil))
        }
    }

    @Test(
        "what cannot be read, or not be cleaned, is refused and leaves nothing behind",
        arguments: [
            ("picture-unreadable", "media-damaged", 422), ("picture-too-large", "media-too-many-pixels", 422),
            ("picture-too-slow", "media-too-slow", 422), ("media-process-missing", "media-process-missing", 503),
            ("media-process-busy", "media-process-busy", 503),
        ])
    func refused(code: String, wanted: String, status: Int) async throws {
        try await Bureau.open { bureau in
            let before = try await bureau.eventCount()
            let problem = await #expect(throws: Problem.self) {
                _ = try await upload(bureau, .failure(Failure(code, "No.")))
            }
            #expect(problem?.code == Problem.Code(wanted) && problem?.status == status && problem?.next != nil)
            #expect(try await bureau.eventCount() == before)
        }
    }

    @Test("a picture of a type out of which nothing can be taken, or that is another than it says, is refused")
    func types() async throws {
        try await Bureau.open { bureau in
            let heic = try #require(Picture.all.first { $0.type == "image/heic" })
            let first = await #expect(throws: Problem.self) {
                _ = try await upload(bureau, .success(ProbedPicture(type: heic.type, width: 1, height: 1)), heic.bytes)
            }
            #expect(first?.code == Problem.Code("media-not-cleaned"))
            #expect(first?.allowed?.contains("image/jpeg") == true)
            let second = await #expect(throws: Problem.self) {
                _ = try await upload(bureau, .success(ProbedPicture(type: "image/jpeg", width: 1, height: 1)))
            }
            #expect(second?.code == Problem.Code("media-damaged"))
        }
    }
}
