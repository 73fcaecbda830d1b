import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: pictures that are made smaller")
struct BlueskyFittedPictureTests {
    private static let small = FittedPicture(bytes: [9, 8, 7], type: "image/webp", width: 2000, height: 1500)
    private static let large = Place.picture(bytes: 5_000_000)

    private func place(_ pictures: ScriptedPictures) -> Place {
        var place = Place()
        place.pictures = pictures
        place.media = MemoryMedia([Self.large.sha256: [1, 2, 3]])
        RecordShelf().serve(on: place.server)
        return place
    }

    @Test("one over the limit is sent made smaller, with its new size in the record, and once")
    func fitted() async {
        let pictures = ScriptedPictures(.success(Self.small))
        let place = place(pictures)
        let request = place.request("Big", media: [Self.large])
        #expect(await place.adapter.prepare(request, in: place.context) == .prepared)
        #expect(await place.adapter.prepare(place.again(request), in: place.context) == .prepared)
        let uploads = place.server.requests("com.atproto.repo.uploadBlob")
        #expect(uploads.count == 1)
        #expect(uploads.first?.body == [9, 8, 7])
        #expect(uploads.first?.headers.first { $0.name == "Content-Type" }?.value == "image/webp")
        let image = place.record?["embed"]?["images"]?.elements?.first
        #expect(image?["aspectRatio"] == .object(["width": .number(2000), "height": .number(1500)]))
        #expect(image?["alt"]?.string == "A roof")
        #expect(
            pictures.wishes == [
                PictureWish(maximumBytes: 2_000_000, types: ["image/jpeg", "image/png", "image/webp"])
            ])
    }

    @Test("a stop after the upload and before the record is frozen keeps the new size")
    func stopped() async throws {
        let place = place(ScriptedPictures(.success(Self.small)))
        let request = place.request("Big", media: [Self.large])
        #expect(await place.adapter.prepare(request, in: place.context) == .prepared)
        let frozen = try #require(place.steps.steps["record"])
        // What was noted up to the upload alone.
        let early = place.steps.steps.filter { $0.key != "record" }
        place.steps.clear()
        for (name, value) in early { try await place.steps.record(name, value) }
        #expect(await place.adapter.prepare(place.again(request), in: place.context) == .prepared)
        #expect(place.steps.steps["record"] == frozen)
        #expect(place.server.requests("com.atproto.repo.uploadBlob").count == 1)
    }

    @Test("a thumbnail keeps its smaller limit, and a server's own limit goes before the network's")
    func limits() async {
        let pictures = ScriptedPictures(.success(Self.small))
        var place = place(pictures)
        let options = ["card-title": "A", "card": "media"]
        let request = place.request("https://example.com/a", media: [Self.large], options: options)
        #expect(await place.adapter.prepare(request, in: place.context) == .prepared)
        place.facts["blob-limit"] = "500000"
        place.steps.clear()
        #expect(await place.adapter.prepare(place.request("Big", media: [Self.large]), in: place.context) == .prepared)
        #expect(pictures.wishes.map(\.maximumBytes) == [1_000_000, 500_000])
    }

    @Test("a picture that cannot be made smaller is refused; a process that is not there is asked again")
    func refused() async {
        for (code, isRefused) in [
            ("picture-animated", true), ("picture-unreadable", true), ("media-process-missing", false),
            ("picture-interrupted", false), ("media-process-answer", false), ("media-missing", true),
            ("media-changed", true),
        ] {
            let place = place(ScriptedPictures(.failure(Failure(code, "No."))))
            switch await place.adapter.prepare(place.request("Big", media: [Self.large]), in: place.context) {
            case .rejected(let failure): #expect(isRefused && failure.code == code)
            case .retry(_, let failure): #expect(!isRefused && failure.code == code)
            default: Issue.record("\(code) was neither")
            }
            #expect(place.server.requests("com.atproto.repo.uploadBlob").isEmpty)
        }
    }

    @Test("what can be made smaller is no violation and is said; what cannot is refused before it is due")
    func beforehand() {
        let place = Place()
        let manifest = place.context.manifest
        func rules(_ medium: MediaReference, _ manifest: PlatformManifest) -> [String] {
            let variant = PostVariant(parts: [PostPart(text: "a", media: [medium])])
            return place.adapter.validate(variant, account: place.account, manifest: manifest).map(\.rule)
        }
        #expect(rules(Self.large, manifest) == [])
        let variant = PostVariant(parts: [PostPart(text: "a", media: [Place.picture(), Self.large])])
        #expect(manifest.pictureNotes(of: variant) == ["Picture 2 (5 MB) is made smaller for Bluesky."])
        #expect(rules(Place.picture(bytes: 5_000_000, type: "image/gif"), manifest) == ["media-too-large"])
        #expect(rules(Place.picture(bytes: 33 << 20), manifest) == ["media-too-large"])
        var vast = Self.large
        vast.width = 20_000
        vast.height = 20_000
        #expect(rules(vast, manifest) == ["media-too-large"])
        // Without the process that does it.
        var without = manifest
        without.capabilities.remove(.fitsPictures)
        #expect(rules(Self.large, without) == ["media-too-large"])
        #expect(without.pictureNotes(of: variant).isEmpty)
    }
}
