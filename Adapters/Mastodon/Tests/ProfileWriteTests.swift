import Crypto
import FoundationEssentials
import MastodonAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Writing a profile")
struct ProfileWriteTests {
    private static let avatar: [UInt8] = Array("a face\r\n--not a boundary".utf8) + [0, 255, 13, 10]
    private static let header: [UInt8] = Array("a wide picture".utf8) + [0x89, 0]
    private static let other = String(repeating: "b", count: 64)

    private func hash(_ bytes: [UInt8]) -> String { Hex.text(Array(SHA256.hash(data: Data(bytes)))) }

    private func account(_ town: Town) throws -> FakeMastodonAccount {
        try #require(town.host.snapshot.localAccount("ann"))
    }

    private func context(_ town: Town) -> AdapterContext {
        AdapterContext(
            clock: town.clock, transport: town.network,
            media: MemoryMedia([Desk.hash: Self.avatar, Self.other: Self.header]), steps: MemorySteps(),
            manifest: town.adapter.manifest(town.adapter.describe(), for: town.account),
            credential: town.credential)
    }

    @Test("every value and every byte arrives, and is read back", arguments: Town.profiles)
    func arrives(_ profile: String) async throws {
        let town = try await Town(profile)
        let context = context(town)
        let before = try account(town)
        let fields = [
            RemoteProfile.Field("Web", "https://b.example/?a=1&b=ü"),
            RemoteProfile.Field("Öffnungszeiten", "6–12 \"Uhr\""),
        ]
        let words = ProfileChange(name: "Ann & Söhne", about: "Bread *daily*\nand <rolls>", fields: fields)
        #expect(await town.adapter.update(words, of: town.account, in: context).outcome.name == "published")
        var now = try account(town)
        #expect(now.displayName == "Ann & Söhne")
        #expect(now.note == "Bread *daily*\nand <rolls>")
        #expect(now.fields.map { RemoteProfile.Field($0.name, $0.value) } == fields)
        #expect(now.avatar == before.avatar)
        #expect(now.header == before.header)

        var header = Desk.picture(type: "image/png")
        header.sha256 = Self.other
        let pictures = ProfileChange(
            name: "Ann", about: "Rolls; too", fields: Array(fields.reversed()), avatar: Desk.picture(), header: header)
        #expect(await town.adapter.update(pictures, of: town.account, in: context).outcome.name == "published")
        now = try account(town)
        #expect(now.displayName == "Ann")
        #expect(now.note == "Rolls; too")
        #expect(now.fields.map { RemoteProfile.Field($0.name, $0.value) } == fields.reversed())
        #expect(now.avatar == hash(Self.avatar))
        #expect(now.header == hash(Self.header))

        let read = try #require(await town.adapter.profile(of: town.account, in: context).value)
        #expect(read.name == "Ann")
        #expect(read.about == "Rolls; too")
        #expect(read.fields == fields.reversed())
        #expect(read.avatar?.hasSuffix(hash(Self.avatar)) == true)
        #expect(read.header?.hasSuffix(hash(Self.header)) == true)
    }

    @Test("what a change does not name stays, one picture alone too, and no fields are none", arguments: Town.profiles)
    func stays(_ profile: String) async throws {
        let town = try await Town(profile)
        let context = context(town)
        let first = ProfileChange(
            name: "Ann", about: "Baker", fields: [RemoteProfile.Field("Web", "b")], avatar: Desk.picture())
        #expect(await town.adapter.update(first, of: town.account, in: context).outcome.name == "published")
        let before = try account(town)
        #expect(before.header == nil)
        var header = Desk.picture()
        header.sha256 = Self.other
        let second = ProfileChange(header: header)
        #expect(await town.adapter.update(second, of: town.account, in: context).outcome.name == "published")
        var now = try account(town)
        #expect(now.header == hash(Self.header))
        now.header = nil
        now.edits = before.edits
        #expect(now == before)
        let third = ProfileChange(fields: [])
        #expect(await town.adapter.update(third, of: town.account, in: context).outcome.name == "published")
        #expect(try account(town).fields == [])
        #expect(try account(town).displayName == "Ann")
    }
}
