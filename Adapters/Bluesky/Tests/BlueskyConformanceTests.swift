import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The rules of every adapter, kept by Bluesky")
struct BlueskyConformanceTests {
    @Test("conforms on a server that keeps records and no more", arguments: AdapterConformance.checks)
    func conforms(check: ConformanceCheck) async {
        #expect(await AdapterConformance.findings(check) { Self.world(isPlain: false) } == [])
    }

    @Test("conforms on a server that names no errors", arguments: AdapterConformance.checks)
    func conformsPlain(check: ConformanceCheck) async {
        #expect(await AdapterConformance.findings(check) { Self.world(isPlain: true) } == [])
    }

    @Test(
        "conforms behind a JSON border, through which everything comes back as it went in",
        arguments: AdapterConformance.checks)
    func conformsBehindBorder(check: ConformanceCheck) async {
        for isPlain in [false, true] {
            var world = Self.world(isPlain: isPlain)
            let codec = CodecAdapter(world.adapter)
            world.adapter = codec
            let made = world
            #expect(await AdapterConformance.findings(check) { made } == [])
            #expect(codec.findings == [])
        }
    }

    private static func world(isPlain: Bool) -> ConformanceWorld {
        let place = Place()
        let shelf = RecordShelf(isPlain: isPlain)
        shelf.serve(on: place.server)
        let network = ScriptedNetwork(
            kind: { request in
                switch ScriptedServer.name(request) {
                case "com.atproto.repo.putRecord", "com.atproto.repo.applyWrites": .publish
                case "com.atproto.repo.deleteRecord": .change
                case "com.atproto.repo.uploadBlob": .upload
                default: .read
                }
            },
            answer: { request in
                place.server.answer(request) ?? Answers.error(501, "MethodNotImplemented")
            }, changed: { 0 })
        return ConformanceWorld(
            adapter: place.adapter, network: network, clock: place.clock, brand: place.request("").brand,
            account: place.account, media: MemoryMedia([Place.picture().sha256: [1, 2, 3]]),
            samples: (PostPart(text: "First, with a photo. #one", media: [Place.picture()]), PostPart(text: "Second.")),
            credential: place.credential, standing: { shelf.keys.count })
    }
}
