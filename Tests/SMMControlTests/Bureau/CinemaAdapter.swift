import SMMAdapterKit
import SMMModel
import SMMText

/// A platform that takes one video of at most 40 MB, ten seconds and 300,000 pixels; nothing is ever sent to it.
struct CinemaAdapter: PlatformAdapter {
    func describe() -> PlatformManifest {
        PlatformManifest(
            platform: "cinema", title: "Cinema", guarantee: .none,
            limits: ContentLimits(
                maximumText: 100, textUnit: .graphemes, maximumMedia: 1,
                media: [
                    "video/mp4": MediaLimit(
                        maximumBytes: 40_000_000, maximumPixels: 300_000, maximumMilliseconds: 10_000)
                ]),
            source: "test", checked: "2026-11-01")
    }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        AttemptResult(.rejected(Failure("closed", "The cinema is closed.")))
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        .cannotTell(Failure("closed", "The cinema is closed."))
    }
}
