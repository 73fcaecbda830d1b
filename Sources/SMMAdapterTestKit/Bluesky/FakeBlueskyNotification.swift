import SMMModel

/// Something that happened to an account.
struct FakeBlueskyNotification: Sendable {
    let number: Int
    let to: String
    let author: String
    let collection: String
    let key: String
    let reason: String
    let subject: String?
    let at: Instant
}
