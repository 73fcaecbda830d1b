import FoundationEssentials
import SMMAPI
import SMMModel
import Testing

/// What is written and read without `Codable` must be what `Codable` makes of it.
@Suite("JSON of the answers and requests that come most")
struct WireWritableTests {
    private static let moment = Moment(
        at: "2026-11-24T08:30:00Z", local: "2026-11-24T09:30:00+01:00", zone: "Europe/Berlin")
    private static let media = MediaView(
        asset: AssetID(rawValue: 7), sha256: "ab", type: "image/jpeg", byteCount: 1 << 40, width: 3, height: 2,
        alt: "\"a\"\n\u{1}")
    private static let part = PartView(text: "Grüße 🥐 \\ /", media: [media, media])
    private static let brand = BrandReference(id: BrandID(rawValue: 1), name: "bakery")
    private static let hold = HoldView(
        id: HoldID(rawValue: 9), brand: brand, scope: ScopeView(kind: "post", id: "pst_1", name: "x"),
        reason: HoldReason(rawValue: "fuse"), detail: "d", placedAt: moment, placedBy: "p", releasedAt: moment,
        releasedBy: "r", next: "n")
    private static let operation = OperationView(
        id: OperationID(rawValue: 5), kind: Open(.publish), part: 0, parts: 2, state: Open(rawValue: "new-state"),
        due: moment, attempts: -1, receipt: ReceiptView(remoteID: "1", url: "https://a/"),
        failure: FailureView(code: "c", message: "m", next: "n"))
    private static let delivery = DeliveryView(
        id: DeliveryID(rawValue: 4), account: AccountReference(id: AccountID(rawValue: 3), name: "a", platform: "site"),
        state: .partly, waits: WaitView(.held, kind: .delete, part: 1, until: moment, held: [.operator]),
        schedule: ScheduleView(kind: "at", due: moment, wall: "w", fold: 1, position: 12, twice: false),
        expires: moment, lateWindowSeconds: 7200, url: "https://b/", outdated: true,
        operations: [operation, operation])
    private static let full = PostView(
        id: PostID(rawValue: 2), brand: brand, state: .scheduled, changes: .max, author: "kim", language: "de",
        parts: [part, part],
        variants: ["site": VariantView(parts: [part], language: "en", options: ["visibility": "public"])],
        revision: RevisionView(id: RevisionID(rawValue: 6), number: 1, hash: "00", createdAt: moment, createdBy: "kim"),
        allowRepeat: true, createdAt: moment, updatedAt: moment, deliveries: [delivery, delivery], holds: [hold, hold],
        next: ["smmctl post cancel", ""])
    private static let bare = PostView(
        id: PostID(rawValue: 2), brand: brand, state: .draft, changes: 1, author: "", parts: [], variants: [:],
        revision: RevisionView(
            id: RevisionID(rawValue: 6), number: 1, hash: "", createdAt: Moment(at: ""), createdBy: ""),
        allowRepeat: false, createdAt: Moment(at: ""), updatedAt: Moment(at: ""),
        deliveries: [
            DeliveryView(
                id: DeliveryID(rawValue: 4),
                account: AccountReference(id: AccountID(rawValue: 3), name: "a", platform: "site"), state: .draft,
                schedule: ScheduleView(kind: "none"), operations: [])
        ], holds: [], next: [])

    @Test("an answer written directly is the answer the encoder writes", arguments: [full, bare])
    func written(view: PostView) throws {
        // A list goes through the encoder, its element does not.
        let direct = try WireJSON.encode(view)
        #expect(
            String(decoding: try WireJSON.encode([view]), as: UTF8.self)
                == "[\(String(decoding: direct, as: UTF8.self))]")
        #expect(try WireJSON.decode(PostView.self, from: direct) == view)
    }

    @Test("the full sample has every member there is, so that none can be forgotten")
    func complete() throws {
        func members(_ value: Any) -> Int {
            let mirror = Mirror(reflecting: value)
            if mirror.displayStyle == .optional { return mirror.children.first.map { members($0.value) } ?? 0 }
            #expect(
                !mirror.children.contains { Mirror(reflecting: $0.value).children.isEmpty && "\($0.value)" == "nil" })
            return mirror.children.count
        }
        func written(_ value: some Encodable) throws -> Int {
            guard case .object(let members) = try JSONParser.parse(WireJSON.encode(value)) else { return -1 }
            return members.count
        }
        let variant = try #require(Self.full.variants["site"])
        let receipt = try #require(Self.operation.receipt)
        let failure = try #require(Self.operation.failure)
        #expect(try written(Self.full) == members(Self.full))
        #expect(try written(Self.delivery) == members(Self.delivery))
        #expect(try written(Self.delivery.schedule) == members(Self.delivery.schedule))
        let waits = try #require(Self.delivery.waits)
        #expect(try written(waits) == members(waits))
        #expect(try written(Self.operation) == members(Self.operation))
        #expect(try written(Self.hold) == members(Self.hold))
        #expect(try written(Self.hold.scope) == members(Self.hold.scope))
        #expect(try written(Self.media) == members(Self.media))
        #expect(try written(Self.moment) == members(Self.moment))
        #expect(try written(Self.full.revision) == members(Self.full.revision))
        #expect(try written(variant) == members(variant))
        #expect(try written(receipt) == members(receipt))
        #expect(try written(failure) == members(failure))
    }

    private static let facts = MediaFacts(sha256: "ab", type: "image/png", byteCount: 1 << 40, width: 1, height: 2)
    private static let draft = CreatePost(
        brand: "b", text: "t", media: [MediaDraft(asset: "ast_1", alt: "a", facts: facts)],
        parts: [PartDraft(text: "p", media: [MediaDraft(asset: "ast_2")]), PartDraft()], to: ["x", "y"],
        schedule: ScheduleDraft(kind: "at", at: "2099-01-01T00:00:00Z", fold: 1), expires: "e", lateWindowSeconds: 7,
        language: "de",
        variants: [
            "site": VariantDraft(
                text: "v", media: [], parts: [PartDraft(text: "vp")], language: "fr", options: ["a": "b"])
        ], allowRepeat: true)

    @Test("a request read directly is the request the decoder reads", arguments: [draft, CreatePost()])
    func read(post: CreatePost) throws {
        for (bytes, expected) in [
            (try WireJSON.encode(post), post),
            (
                Array(#"{"text":null,"to":null,"schedule":{"kind":"now","at":null}}"#.utf8),
                CreatePost(schedule: ScheduleDraft(kind: "now"))
            ),
        ] {
            let json = try JSONParser.parse(bytes)
            // Were it not read directly, the bytes here could not be decoded.
            #expect(try WireJSON.decode(CreatePost.self, from: json, []) == expected)
            #expect(try WireJSON.decode(CreatePost.self, from: bytes) == expected)
        }
        let batch = CreatePosts(brand: "b", posts: [post, post])
        let bytes = try WireJSON.encode(batch)
        #expect(try WireJSON.decode(CreatePosts.self, from: JSONParser.parse(bytes), []) == batch)
    }

    @Test(
        "a value of another kind or out of range is an error of the decoder's",
        arguments: [
            #"{"text":1}"#, #"{"to":["a",1]}"#, #"{"schedule":{}}"#, #"{"allowRepeat":"yes"}"#, #"{"media":[1]}"#,
            #"{"variants":{"a":1}}"#, #"{"lateWindowSeconds":1.5}"#, #"{"lateWindowSeconds":9223372036854775808}"#,
        ])
    func unreadable(text: String) throws {
        let bytes = Array(text.utf8)
        let json = try JSONParser.parse(bytes)
        #expect(throws: DecodingError.self) { try WireJSON.decode(CreatePost.self, from: json, bytes) }
    }
}
