import SMMAccounts
import SMMAdapterKit
import SMMModel
import Testing

@Suite("Settings that a credential was given for")
struct BoundSettingTests {
    private let manifest = PlatformManifest(
        platform: "open", title: "Open", guarantee: .none, limits: ContentLimits(maximumText: nil, maximumMedia: 0),
        settings: [
            SettingSpec("server", help: "The server.", isRequired: true, isBound: true),
            SettingSpec("colour", help: "A colour."),
        ], source: "test", checked: "2026-11-27")

    private func account(_ settings: [String: String]) -> AccountProfile {
        AccountProfile(
            id: AccountID(rawValue: 1), brand: BrandID(rawValue: 2), platform: "open", name: "shop", settings: settings)
    }

    @Test("no token goes to a server it was not made for: such a setting changes by connecting alone")
    func bound() throws {
        let before = account(["server": "https://one.example", "colour": "red"])
        for other in [["server": "https://evil.example", "colour": "red"], ["colour": "red"]] {
            let problem = #expect(throws: Problem.self) {
                try SettingRules.checkBound(account(other), before: before, manifest: manifest)
            }
            #expect(problem?.code == Problem.Code("setting-bound"))
            #expect(problem?.next == "Connect the other one as an account of its own: smmctl account add open")
        }
    }

    @Test("other settings change freely")
    func free() {
        let before = account(["server": "https://one.example", "colour": "red"])
        #expect(throws: Never.self) {
            try SettingRules.checkBound(
                account(["server": "https://one.example"]), before: before, manifest: manifest)
        }
    }

    @Test("the next step of a missing setting names its own option where there is one")
    func options() {
        for (name, next) in [("server", "Add --server VALUE."), ("colour", "Add --set colour=VALUE.")] {
            let manifest = PlatformManifest(
                platform: "open", title: "Open", guarantee: .none,
                limits: ContentLimits(maximumText: nil, maximumMedia: 0),
                settings: [SettingSpec(name, help: "It.", isRequired: true)], source: "test", checked: "2026-11-27")
            let problem = #expect(throws: Problem.self) {
                try SettingRules.check(
                    account([:]), isNew: true, manifest: manifest, faults: [], nearest: { _, _ in nil })
            }
            #expect(problem?.next == next)
        }
    }
}
