import SMMAdapterKit
import SMMModel
import SMMText

/// A platform that takes pictures of any size, made to fit; nothing is ever sent to it.
struct GalleryAdapter: PlatformAdapter {
    func describe() -> PlatformManifest {
        PlatformManifest(
            platform: "gallery", title: "Gallery", guarantee: .none, capabilities: [.fitsPictures],
            limits: ContentLimits(
                maximumText: 100, textUnit: .graphemes, maximumMedia: 1,
                media: ["image/png": MediaLimit(maximumBytes: PictureFit.maximumBytes)]),
            source: "test", checked: "2026-11-01")
    }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        AttemptResult(.rejected(Failure("closed", "The gallery is closed.")))
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .cannotTell(Failure("closed", "The gallery is closed."))
    }
}
