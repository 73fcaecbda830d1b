import SMMAPI
import SMMAdapterKit
import SMMControl
import SMMModel
import Synchronization
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

    private func upload(_ bureau: Bureau, _ bytes: [UInt8]) async throws -> ProblemDocument {
        try await bureau.refused("POST", "/v1/media?brand=acme&name=a.png", bytes: bytes)
    }

    @Test("what was found is told, the sides as they are shown are kept, and the frames")
    func found() async throws {
        let probed = ProbedPicture(
            type: "image/png", width: 480, height: 640, frames: 3, traces: ["position", "turned"])
        try await Bureau.open(pictures: Prober(answer: .success(probed))) { bureau in
            let view = try await bureau.done(
                "POST", "/v1/media?brand=acme", bytes: Picture.png(640, 480), giving: AssetView.self)
            #expect((view.width, view.height, view.frames) == (480, 640, 3))
            #expect(view.facts?.removed == ["position", "turned"])
            let shown = try await bureau.done("GET", "/v1/media/\(view.id)", giving: AssetView.self)
            #expect((shown.width, shown.frames, shown.facts) == (480, 3, nil))
        }
    }

    @Test(
        "what cannot be read, or not be cleaned, is refused and leaves nothing behind",
        arguments: [
            ("picture-unreadable", "media-damaged", 422), ("picture-too-large", "media-too-many-pixels", 422),
            ("picture-too-slow", "media-too-slow", 422), ("media-process-missing", "media-process-missing", 503),
            ("media-process-busy", "media-process-busy", 503), ("media-process-answer", "media-process-answer", 503),
        ])
    func refused(code: String, wanted: String, status: Int) async throws {
        try await Bureau.open(pictures: Prober(answer: .failure(Failure(code, "No.")))) { bureau in
            let before = try await bureau.eventCount()
            let problem = try await upload(bureau, Picture.png(640, 480))
            #expect(problem.code == wanted && problem.status == status && problem.next != nil)
            #expect(try await bureau.eventCount() == before)
            #expect(Disk.files(bureau.folder + "/media").isEmpty)
            let preview = try await bureau.refused(
                "POST", "/v1/media/preview?brand=acme", bytes: Picture.png(640, 480))
            #expect(preview.code == wanted)
            #expect(Disk.files(bureau.folder + "/media").isEmpty)
        }
    }

    @Test("a picture of a type out of which nothing can be taken, or that is another than it says, is refused")
    func types() async throws {
        let probed = ProbedPicture(type: "image/jpeg", width: 1, height: 1)
        try await Bureau.open(pictures: Prober(answer: .success(probed))) { bureau in
            let heic = try #require(Picture.all.first { $0.type == "image/heic" })
            let first = try await upload(bureau, heic.bytes)
            #expect(first.code == "media-not-cleaned")
            #expect(first.allowed?.contains("image/jpeg") == true)
            #expect(try await upload(bureau, Picture.png(640, 480)).code == "media-damaged")
        }
    }

    @Test("a picture comes along for one network that is named, and leaves nothing behind")
    func content() async throws {
        try await Bureau.open { bureau in
            let path = "/v1/media/preview?brand=acme&content=true"
            let problem = try await bureau.refused("POST", path, bytes: Picture.png(64, 48))
            #expect(problem.code == "network-missing" && problem.status == 422 && problem.next != nil)
            let view = try await bureau.done(
                "POST", path + "&network=gallery", bytes: Picture.png(64, 48), giving: MediaPreviewView.self)
            #expect(view.networks.map(\.platform) == ["gallery"])
            #expect(view.networks.first?.content == Base64Text.encode(Picture.png(64, 48)))
            let all = try await bureau.done(
                "POST", "/v1/media/preview?brand=acme", bytes: Picture.png(64, 48), giving: MediaPreviewView.self)
            #expect(all.networks.count > 1 && all.networks.allSatisfy { $0.content == nil })
            #expect(Disk.files(bureau.folder + "/media").isEmpty)
        }
    }

    /// Measures, and makes nothing; counts how often it is asked.
    private final class Measurer: PictureProber, PictureFitter {
        private let answer: Result<PictureMeasure, Failure>
        private let state = Mutex<[[PictureWish]]>([])

        init(_ answer: Result<PictureMeasure, Failure>) { self.answer = answer }

        /// What was wished for, each time.
        var asked: [[PictureWish]] { state.withLock { $0 } }

        func probe(
            _ read: @Sendable () async throws(Failure) -> [UInt8]
        ) async throws(Failure) -> ProbedPicture {
            ProbedPicture(type: "image/png", width: 64, height: 48)
        }

        func fault() async -> Failure? { nil }

        func fit(
            _ medium: MediaReference, of media: any MediaReader, to wish: PictureWish
        ) async throws(Failure) -> FittedPicture {
            throw Failure("picture-unreadable", "The picture was made.")
        }

        func measure(
            _ medium: MediaReference, of media: any MediaReader, to wishes: [PictureWish]
        ) async -> [Result<PictureMeasure, Failure>] {
            state.withLock { $0.append(wishes) }
            return wishes.map { _ in answer }
        }
    }

    @Test("what all networks would receive is measured at once, and no picture made for it")
    func measured() async throws {
        let measure = PictureMeasure(type: "image/png", byteCount: 7, width: 6, height: 5)
        for (answer, outcome) in [
            (Result<PictureMeasure, Failure>.success(measure), "cleaned"),
            (.failure(Failure("picture-does-not-fit", "Too large.")), "refused"),
        ] {
            let measurer = Measurer(answer)
            try await Bureau.open(pictures: measurer) { bureau in
                let view = try await bureau.done(
                    "POST", "/v1/media/preview?brand=acme", bytes: Picture.png(64, 48), giving: MediaPreviewView.self)
                #expect(measurer.asked.count == 1 && measurer.asked[0].count == 1)
                #expect(view.networks.count > 1)
                let shown = try #require(view.networks.first { $0.platform == "gallery" })
                #expect(shown.outcome == outcome && shown.reason == (outcome == "refused" ? "Too large." : nil))
                #expect(
                    (shown.byteCount, shown.width, shown.height) == (outcome == "refused" ? (nil, nil, nil) : (7, 6, 5))
                )
            }
        }
    }

    @Test("the largest picture that is parsed fits into the answer that is taken of it")
    func longest() {
        #expect(MediaPreviewNetwork.maximumContent == Int(PictureFit.maximumBytes))
        let letters = (MediaPreviewNetwork.maximumContent + 2) / 3 * 4
        #expect(MediaPreviewNetwork.longestAnswer > letters + 10_000)
    }
}
