extension SiteEntry {
    /// The hashtags of all parts to be seen, in lower case.
    package var tags: Set<String> {
        Set(visibleParts.flatMap { TextScanner.scan($0.text) }.compactMap(\.tag))
    }
}
