import SMMAdapterKit
import SMMModel
import Testing

@Suite("What becomes of a medium on its way")
struct PictureFitTests {
    private static let manifest: PlatformManifest = {
        PlatformManifest(
            platform: "paper", title: "Paper", guarantee: .recordKey, capabilities: [.fitsPictures],
            limits: ContentLimits(
                maximumText: 100, maximumMedia: 4,
                media: [
                    "image/jpeg": MediaLimit(maximumBytes: 1000, maximumPixels: 10_000),
                    "image/png": MediaLimit(maximumBytes: 800), "image/gif": MediaLimit(maximumBytes: 500),
                    "image/avif": MediaLimit(maximumBytes: 1000),
                    "video/mp4": MediaLimit(maximumBytes: 5000, maximumMilliseconds: 180_000),
                ]),
            settle: .seconds(1), source: "nobody", checked: "2026-11-28")
    }()

    private func medium(
        _ type: String, _ bytes: Int64, width: Int? = 10, height: Int? = 10, frames: Int? = nil,
        milliseconds: Int64? = nil
    ) -> MediaReference {
        MediaReference(
            asset: AssetID(rawValue: 1), sha256: String(repeating: "a", count: 64), type: type, byteCount: bytes,
            width: width, height: height, frames: frames, milliseconds: milliseconds)
    }

    private func rules(_ medium: MediaReference) -> [String] {
        Self.manifest.violations(of: medium, at: 0).map(\.rule)
    }

    @Test("a picture within the limits of its type is cleaned and keeps its type")
    func cleaned() {
        #expect(
            Self.manifest.fit(of: medium("image/jpeg", 1000))
                == .cleaned(PictureWish(maximumBytes: 1000, maximumPixels: 10_000, types: ["image/jpeg"])))
        #expect(
            Self.manifest.fit(of: medium("image/png", 700), most: 750)
                == .cleaned(PictureWish(maximumBytes: 750, types: ["image/png"])))
        #expect(
            Self.manifest.fit(of: medium("image/gif", 500, frames: 9))
                == .cleaned(PictureWish(maximumBytes: 500, types: ["image/gif"])))
    }

    @Test("one that is over them, or of a type that is not taken, is made to fit")
    func made() {
        let wish = PictureWish(maximumBytes: 800, maximumPixels: 10_000, types: ["image/jpeg", "image/png"])
        #expect(Self.manifest.fit(of: medium("image/jpeg", 1001)) == .made(wish))
        #expect(Self.manifest.fit(of: medium("image/jpeg", 10, width: 101, height: 100)) == .made(wish))
        #expect(Self.manifest.fit(of: medium("image/webp", 10)) == .made(wish))
    }

    @Test("one out of which nothing can be taken never goes out, and is refused with the reason")
    func never() {
        for one in [
            medium("image/avif", 10), medium("image/heic", 10), medium("image/gif", 501),
            medium("image/jpeg", PictureFit.maximumBytes + 1), medium("image/jpeg", 10, width: 100_000, height: 1001),
        ] { #expect(Self.manifest.fit(of: one) == .never, "\(one.type)") }
        #expect(rules(medium("image/avif", 10)) == ["media-not-cleaned"])
        #expect(rules(medium("image/heic", 10)) == ["media-type"])
        #expect(rules(medium("image/gif", 501)) == ["media-too-large"])
        // Without anybody who cleans, an adapter leaves pictures alone.
        var bare = Self.manifest
        bare.capabilities = []
        #expect(bare.fit(of: medium("image/jpeg", 10)) == .asItIs)
    }

    @Test("what moves is refused where it would have to stand still, and a video that is too long at once")
    func moving() {
        #expect(rules(medium("image/webp", 10, frames: 2)) == ["media-moves"])
        #expect(rules(medium("image/webp", 10)) == [])
        #expect(rules(medium("image/gif", 500, frames: 9)) == [])
        #expect(Self.manifest.fit(of: medium("video/mp4", 10)) == .asItIs)
        #expect(rules(medium("video/mp4", 10, milliseconds: 180_000)) == [])
        #expect(rules(medium("video/mp4", 10, milliseconds: 180_001)) == ["media-too-long"])
        #expect(rules(medium("video/mp4", 10)) == [])
    }
}
