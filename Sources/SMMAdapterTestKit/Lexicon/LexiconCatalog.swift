import FoundationEssentials
package import SMMAtproto

/// The lexicons a check knows (AT Protocol, "Lexicon"), by the names of their definitions.
package struct LexiconCatalog: Sendable {
    private var definitions: [String: ATValue] = [:]

    /// A catalogue of these documents.
    ///
    /// - Throws: `LexiconError` for the first that is none.
    package init(_ documents: [ATValue]) throws(LexiconError) {
        for document in documents { try add(document) }
    }

    /// A catalogue of all `*.json` in a folder and those below it.
    ///
    /// - Throws: `LexiconError` when a file cannot be read or is no lexicon, or when there is none.
    package init(folder: String) throws(LexiconError) {
        var paths: [String] = []
        try Self.walk(folder, depth: 0, &paths)
        for path in paths.sorted() {
            guard let data = FileManager.default.contents(atPath: path),
                let document = try? ATValue(json: Array(data), lenient: true)
            else { throw LexiconError(document: path, message: "is no JSON file that can be read") }
            try add(document)
        }
        guard !definitions.isEmpty else { throw LexiconError(document: folder, message: "holds no lexicon") }
    }

    /// How many definitions there are.
    package var count: Int { definitions.count }

    /// The definition `nsid`, `nsid#name`, or `#name` inside the document `base`; nil when it is not known.
    package func definition(_ reference: String, in base: String = "") -> ATValue? {
        definitions[Self.name(reference, in: base)]
    }

    /// The full name of a reference: `nsid#name`.
    static func name(_ reference: String, in base: String) -> String {
        if reference.hasPrefix("#") { return base + reference }
        return reference.contains("#") ? reference : reference + "#main"
    }

    private mutating func add(_ document: ATValue) throws(LexiconError) {
        try LexiconDocumentCheck.check(document)
        guard let id = document["id"]?.string, let members = document["defs"]?.members else { return }
        for (name, definition) in members { definitions[id + "#" + name] = definition }
    }

    private static func walk(_ folder: String, depth: Int, _ paths: inout [String]) throws(LexiconError) {
        guard depth < 16, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw LexiconError(document: folder, message: "is no folder that can be read")
        }
        for name in names {
            let path = folder + "/" + name
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
            if isFolder { try walk(path, depth: depth + 1, &paths) }
            if !isFolder, name.hasSuffix(".json") { paths.append(path) }
        }
    }
}
