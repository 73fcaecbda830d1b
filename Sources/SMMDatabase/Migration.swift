/// One step of the schema: named for what it creates, applied once, never edited after it was shipped.
package struct Migration: Sendable {
    /// `0001-foundation`.
    package let name: String
    /// The statements in the portable dialect (see ``SQLDialect``), applied in one transaction.
    package let statements: [String]

    /// A migration of these statements.
    package init(name: String, statements: [StaticString]) {
        self.name = name
        self.statements = statements.map(\.description)
    }

    /// FNV-1a over the name and the statements, 16 hexadecimal digits: notices an edit, does not resist an attack.
    package var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in [name] + statements {
            for byte in Array(text.utf8) + [0] {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
