import SMMAPI
import SMMCommands
import SMMModel
import Testing

@Suite("Hooks at the terminal")
struct HookCommandTests {
    private static func hook(_ secret: String?) -> HookView {
        HookView(
            id: HookID(rawValue: 67_108_864), brand: Fixture.brand, name: "shop",
            url: "https://door.example.org/hook/hok_2000000", secret: secret, createdAt: Fixture.made, createdBy: "anna"
        )
    }

    @Test("what is told this once is shown, with -q alone; a rehearsal shows none")
    func added() async throws {
        try await Fixture.withDaemon { request in
            #expect(request.method == "POST" && request.path == "/v1/hooks")
            return .json(200, Fixture.json(Self.hook(request.query["dryRun"] == "true" ? nil : "whsec_abc")))
        } _: { daemon in
            let shown = await Fixture.run(["hook", "add", "shop"], daemon)
            #expect(shown.status == 0 && shown.output.contains("whsec_abc"), "\(shown.error)")
            #expect(shown.output.contains("https://door.example.org/hook/hok_2000000"))
            #expect(await Fixture.run(["hook", "add", "shop", "-q"], daemon).output == "whsec_abc\n")
            let dry = await Fixture.run(["hook", "add", "shop", "-q", "--dry-run"], daemon)
            #expect(dry.status == 0 && dry.output.isEmpty, "\(dry.output)")
        }
    }

    @Test("the list and the end of one name the brand that was meant")
    func removed() async throws {
        try await Fixture.withDaemon { request in
            if request.method == "DELETE" { return .json(200, Fixture.json(Self.hook(nil))) }
            return .json(200, Fixture.page([Self.hook(nil)]))
        } _: { daemon in
            let list = await Fixture.run(["hook", "list"], daemon)
            #expect(list.status == 0 && list.output.contains("shop"))
            let gone = await Fixture.run(["hook", "remove", "shop", "--brand", "bakery"], daemon)
            #expect(gone.status == 0 && gone.output.contains("is gone"), "\(gone.error)")
            #expect(daemon.requests.last?.query["brand"] == "bakery")
        }
    }
}
