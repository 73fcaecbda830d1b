/// Why a document is no lexicon.
package struct LexiconError: Error, Sendable, Hashable {
    /// The document's id, or its file.
    package let document: String
    /// What is wrong.
    package let message: String
}
