package import SMMModel
import SMMStore

/// Content and receipts as their canonical JSON, quickly: every publish reads one and writes the other.
///
/// The form is `JSONText`'s to the byte, since a revision's hash is made of it. What goes beyond text (media, variants)
/// is left to `JSONText`, and so is reading escapes other than the common ones.
package enum ContentText {
    /// The canonical JSON of `content`.
    package static func encode(_ content: PostContent) throws -> String {
        guard content.variants.isEmpty, content.parts.allSatisfy({ $0.media.isEmpty }) else {
            return try JSONText.encode(content)
        }
        var writer = PlainJSONWriter(capacity: content.parts.reduce(64) { $0 + $1.text.utf8.count + 32 })
        writer.add("{")
        if let language = content.language {
            writer.add("\"language\":")
            writer.add(string: language)
            writer.add(",")
        }
        writer.add("\"parts\":[")
        for (index, part) in content.parts.enumerated() {
            writer.add(index == 0 ? "{\"media\":[],\"text\":" : ",{\"media\":[],\"text\":")
            writer.add(string: part.text)
            writer.add("}")
        }
        writer.add("],\"variants\":{}}")
        return writer.text
    }

    /// The content that `text` describes.
    package static func decode(_ text: String) throws -> PostContent {
        var text = text
        return try text.withUTF8 { plainContent($0) } ?? JSONText.decode(PostContent.self, from: text)
    }

    /// The canonical JSON of `receipt`.
    package static func encode(_ receipt: Receipt) throws -> String {
        guard receipt.values.isEmpty else { return try JSONText.encode(receipt) }
        var writer = PlainJSONWriter(capacity: 192)
        writer.add("{\"remoteID\":")
        writer.add(string: receipt.remoteID)
        if let url = receipt.url {
            writer.add(",\"url\":")
            writer.add(string: url)
        }
        writer.add(",\"values\":{}")
        if let version = receipt.version {
            writer.add(",\"version\":")
            writer.add(string: version)
        }
        writer.add("}")
        return writer.text
    }

    private static func plainContent(_ bytes: UnsafeBufferPointer<UInt8>) -> PostContent? {
        var reader = PlainJSONReader(bytes)
        guard reader.take("{") else { return nil }
        var language: String?
        if reader.take("\"language\":") {
            language = reader.string()
            guard language != nil, reader.take(",") else { return nil }
        }
        guard reader.take("\"parts\":[") else { return nil }
        var parts: [PostPart] = []
        repeat {
            guard reader.take("{\"media\":[],\"text\":"), let text = reader.string(), reader.take("}") else {
                return nil
            }
            parts.append(PostPart(text: text))
        } while reader.take(",")
        guard reader.take("],\"variants\":{}}"), reader.isAtEnd else { return nil }
        return PostContent(parts: parts, language: language)
    }
}
