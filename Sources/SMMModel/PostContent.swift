/// What a person wrote: the immutable content of a revision. Encoded canonically (sorted keys) and hashed.
package struct PostContent: Sendable, Hashable, Codable {
    /// The parts of a thread in order; at least one.
    package var parts: [PostPart]
    /// BCP 47 language of the text, e.g. `de`; nil means the brand's.
    package var language: String?
    /// Text that replaces the parts on one platform, by platform name (`site`, `mastodon`, …).
    package var variants: [String: PostVariant]

    /// Content of one or more parts.
    package init(parts: [PostPart], language: String? = nil, variants: [String: PostVariant] = [:]) {
        self.parts = parts
        self.language = language
        self.variants = variants
    }

    /// The parts and language as they go to `platform`.
    package func variant(for platform: String) -> PostVariant {
        if let own = variants[platform] {
            return PostVariant(parts: own.parts, language: own.language ?? language, options: own.options)
        }
        return PostVariant(parts: parts, language: language)
    }
}
