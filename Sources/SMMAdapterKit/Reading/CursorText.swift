import FoundationEssentials

/// Cursors as text: JSON, the same for the same cursor.
package enum CursorText {
    /// The text of a cursor that holds strings and whole numbers alone: there is nothing in it that could not be written.
    package static func of(_ cursor: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(cursor)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The cursor that `text` stands for; nil for anything that is none.
    package static func read<Cursor: Decodable>(_ text: String?, as type: Cursor.Type) -> Cursor? {
        text.flatMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}
