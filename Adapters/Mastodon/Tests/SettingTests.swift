import MastodonAdapter
import SMMAdapterKit
import SMMModel
import Testing

@Suite("Settings of an account")
struct SettingTests {
    @Test("an address that is none is a fault with an example")
    func faults() {
        var desk = Desk()
        #expect(desk.adapter.faults(of: desk.account) == [])
        desk.account.settings["server"] = "http://example.social"
        #expect(desk.adapter.faults(of: desk.account).map(\.setting) == ["server"])
    }
}
