import SMMAtproto
import SMMModel

/// A video that is being worked on, or was.
struct FakeBlueskyJob: Sendable {
    let did: String
    let blob: ATBlob
    let readyAt: Instant
}
