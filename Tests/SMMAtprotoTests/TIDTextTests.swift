import SMMAtproto
import Testing

@Suite("TID")
struct TIDTextTests {
    @Test("a TID has thirteen sortable letters")
    func shape() {
        #expect(TIDText.isValid("3jzfcijpj2z2a"))
        #expect(!TIDText.isValid("3jzfcijpj2z2"))
        #expect(!TIDText.isValid("zzzzzzzzzzzzz"))
    }
}
