import Yams

/// Turns the text of one YAML file into nodes, with the part of YAML a configuration needs: maps, lists and scalars.
///
/// Anchors, aliases and keys that are not plain text are refused: they make a file hard to read, and aliases make it
/// grow without bound.
struct YAMLDocument {
    /// How deep maps and lists may stand in each other.
    static let deepest = 16

    /// The root of the file; nil for a file without content.
    let root: ConfigurationNode?
    /// What is wrong with the text.
    let errors: [ConfigurationError]

    init(text: String, file: String) {
        do {
            let parser = try Yams.Parser(yaml: text)
            var reader = NodeReader(file: file)
            // Nodes hold their anchors weakly: they are seen only while the parser lives.
            root = try withExtendedLifetime(parser) { try parser.singleRoot().flatMap { reader.read($0, depth: 0) } }
            errors = reader.errors
        } catch {
            root = nil
            errors = YAMLFailure.errors(error, text: text, file: file)
        }
    }

    private struct NodeReader {
        let file: String
        var errors: [ConfigurationError] = []

        mutating func read(_ node: Node, depth: Int) -> ConfigurationNode? {
            let position = position(node)
            if node.anchor != nil { return refuse(position, "Anchors and aliases (& and *) are not used here.") }
            guard depth < YAMLDocument.deepest else {
                return refuse(position, "Maps and lists stand more than \(YAMLDocument.deepest) deep.")
            }
            switch node {
            case .scalar(let scalar):
                let isPlain = scalar.style == .plain || scalar.style == .any
                return ConfigurationNode(content: .scalar(scalar.string, isPlain: isPlain), position: position)
            case .sequence(let sequence):
                let elements = sequence.compactMap { read($0, depth: depth + 1) }
                return ConfigurationNode(content: .list(elements), position: position)
            case .mapping(let mapping):
                let entries = mapping.compactMap { entry($0.key, $0.value, depth: depth) }
                return ConfigurationNode(content: .map(entries), position: position)
            case .alias: return refuse(position, "Anchors and aliases (& and *) are not used here.")
            }
        }

        private mutating func entry(_ key: Node, _ value: Node, depth: Int) -> ConfigurationEntry? {
            guard case .scalar(let name) = key, key.anchor == nil else {
                refuse(position(key), "A key must be a plain word.")
                return nil
            }
            guard let value = read(value, depth: depth + 1) else { return nil }
            return ConfigurationEntry(key: name.string, position: position(key), value: value)
        }

        @discardableResult
        private mutating func refuse(_ position: SourcePosition, _ message: String) -> ConfigurationNode? {
            errors.append(ConfigurationError(.syntax, position, message))
            return nil
        }

        private func position(_ node: Node) -> SourcePosition {
            SourcePosition(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        }
    }
}
