import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bluesky: an account's session from its beginning to its end, behind a border of JSON")
struct BlueskyBorderTests {
    @Test("connected by a password, checked, renewed, ended", arguments: FakePlace.profiles)
    func whole(_ profile: String) async throws {
        let codec = CodecAdapter(BlueskyAdapter())
        let place = try await FakePlace(profile, connecting: codec)
        let context = ConnectContext(
            clock: place.clock, transport: place.host, manifest: codec.describe(), random: { _ in [] })
        #expect(await check(codec, place, place.connected.credential) == "read")
        #expect(codec.canRefresh(place.connected.credential))
        guard
            case .renewed(let credential) = await codec.refresh(
                place.connected.credential, of: place.account, in: context)
        else {
            Issue.record("not renewed")
            return
        }
        #expect(await check(codec, place, credential) == "read")
        // The session has ended; the app password is for a person to take back.
        #expect(await codec.revoke(credential, of: place.account, in: context)?.code == "revoke-by-hand")
        guard case .renewed(let byPassword) = await codec.refresh(credential, of: place.account, in: context) else {
            Issue.record("not renewed by the password")
            return
        }
        #expect(byPassword.secrets["refresh"] != credential.secrets["refresh"])
        #expect(codec.findings == [])
    }

    private func check(_ codec: CodecAdapter, _ place: FakePlace, _ credential: Credential) async -> String {
        let context = AdapterContext(
            clock: place.clock, transport: place.host, media: MemoryMedia(), steps: MemorySteps(),
            manifest: codec.manifest(codec.describe(), for: place.account), credential: credential)
        return await codec.check(place.account, in: context).name
    }
}
