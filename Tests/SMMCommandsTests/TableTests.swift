import Testing

@testable import SMMCommands

@Suite("Tables")
struct TableTests {
    @Test("a text that begins with its short form is cut behind it, never within it")
    func cutBehindShortForm() {
        var table = Table([.key("ID"), .flexible("ACCOUNT"), .text("TEXT", rank: 1)])
        for brand in ["client-a", "client-b"] {
            table.rows.append(["1", Table.Cell("\(brand)/main", short: brand), "much more than there is room for"])
        }
        let plain = Palette(isColoured: false, isUnicode: true)
        for width in 13...50 {
            let lines = table.lines(width: width, palette: plain)
            #expect(lines[1].contains("client-a") && lines[2].contains("client-b"), "\(width): \(lines)")
            #expect(lines.allSatisfy { $0.count <= width })
        }
        #expect(table.lines(width: 15, palette: plain)[1] == "1   client-a/m…")
    }
}
