import SMMModel

/// A container of class C.
struct FakeContainer: Sendable {
    let account: String
    let draft: FakeDraft
    let madeAt: Instant
    var post: String?
}
