import SMMModel
import Testing

@Suite("A secret")
struct SecretTests {
    private struct Holder {
        var name = "shop"
        var secret = Secret("CANARY")
        var more = ["access": Secret("CANARY")]
    }

    @Test("is not shown by anything that shows values")
    func veiled() {
        let secret = Secret("CANARY")
        var dumped = ""
        dump(Holder(), to: &dumped)
        for shown in [
            String(describing: secret), String(reflecting: secret), dumped, "\(Holder())", String(reflecting: Holder()),
            "\(Optional(secret) as Any)", "\([secret])",
        ] {
            #expect(!shown.contains("CANARY"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test("is equal to the same one only, and gives its text when asked by name")
    func text() {
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
        #expect(Secret("a").reveal() == "a")
        #expect(Secret("").isEmpty)
        #expect(!(Secret("a") as Any is any Encodable))
    }
}
