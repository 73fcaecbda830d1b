import SMMModel
import Testing

@Suite("Hexadecimal text")
struct HexTests {
    @Test("two lower-case digits a byte, in order")
    func digits() {
        #expect(Hex.text([UInt8]()) == "")
        #expect(Hex.text([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(Hex.text((0...255).map { UInt8($0) }[250...]) == "fafbfcfdfeff")
    }
}
