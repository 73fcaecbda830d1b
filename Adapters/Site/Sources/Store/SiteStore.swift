package import SMMAdapterKit

/// One site's folder, open and locked: its records, and what is made from them.
///
/// A change is decided by one rename (the journal's); all that follows can be repeated, and is repeated by whoever
/// opens the site next when it was cut off.
package struct SiteStore: Sendable {
    let files: any SiteFiles
    let renderer: SiteRenderer
    let account: String

    /// The site in `files` for an account.
    package init(files: any SiteFiles, renderer: SiteRenderer, account: String) {
        self.files = files
        self.renderer = renderer
        self.account = account
    }

    /// Takes the site, completes a change that was cut off and makes all pages anew when the settings changed.
    ///
    /// - Parameters:
    ///   - key: the key of the part this is done for; a failure is unsure when the cut-off change is its own.
    ///   - isFounding: whether an empty folder becomes a site; else it is a failure with code `site-missing`.
    package func open(for key: String, isFounding: Bool) throws(SiteFailure) {
        let marker = try Self.early { () throws(Failure) in try claim(isFounding) }
        try recover(for: key)
        if marker.settings != renderer.settings {
            try Self.early { () throws(Failure) in
                try rebuild()
                try putMarker(renderer.settings)
            }
        }
    }

    /// The entry of a key; nil when there is none.
    package func entry(_ key: String) throws(Failure) -> SiteEntry? {
        guard SiteKey.isValid(key) else { return nil }
        let path = SitePaths.entry(key)
        guard let bytes = try files.read(path, at: 0, limit: .max) else { return nil }
        return try SiteCoding.decode(SiteEntry.self, bytes, path)
    }

    /// How many entries were ever made: the next entry's slot.
    package func count() throws(Failure) -> Int {
        try (files.size(SitePaths.index) ?? 0) / SiteRecord.length
    }

    /// The index of a range of slots; what is not there is left out.
    func records(_ slots: Range<Int>) throws(Failure) -> [SiteRecord] {
        guard !slots.isEmpty else { return [] }
        let length = SiteRecord.length
        let bytes = try files.read(SitePaths.index, at: slots.lowerBound * length, limit: slots.count * length) ?? []
        return (0..<bytes.count / length).compactMap { SiteRecord(bytes[$0 * length..<($0 + 1) * length]) }
    }

    /// The entries of a range of slots that are to be seen, newest first.
    func entries(_ slots: Range<Int>) throws(Failure) -> [SiteEntry] {
        var entries: [SiteEntry] = []
        for record in try records(slots).reversed() where !record.isGone {
            if let entry = try entry(record.key), !entry.isGone { entries.append(entry) }
        }
        return entries
    }

    /// Writes a file whole: under another name first, then at one stroke under its own.
    func put(_ path: String, _ bytes: [UInt8]) throws(Failure) {
        try files.create(SitePaths.next, bytes)
        try files.rename(SitePaths.next, to: path)
        try files.sync(SitePaths.parent(path))
    }

    func put(_ path: String, _ text: String) throws(Failure) {
        try put(path, Array(text.utf8))
    }

    func putMarker(_ settings: SiteSettings?) throws(Failure) {
        try put(SitePaths.marker, SiteCoding.encode(SiteMarker(account: account, settings: settings)))
    }

    /// Runs what comes before any decision: its failures leave nothing to see.
    static func early<Value>(_ body: () throws(Failure) -> Value) throws(SiteFailure) -> Value {
        do { return try body() } catch { throw .before(error) }
    }

    /// Makes sure that the folder is this account's site, or empty and now becomes it.
    private func claim(_ isFounding: Bool) throws(Failure) -> SiteMarker {
        if let marker = try marker() {
            try files.lock()
            return marker
        }
        let names = try files.names(in: "") ?? []
        guard names.allSatisfy({ $0 == SitePaths.own || $0 == "lost+found" }) else {
            throw Failure(
                "site-foreign",
                "The folder is not empty and not a site of smmd; choose an empty folder, so that nothing is overwritten."
            )
        }
        guard isFounding else {
            throw Failure("site-missing", "The folder holds no site. If it is on a disk of its own, mount that.")
        }
        try files.makeFolder(SitePaths.own, isPrivate: true)
        try files.lock()
        // Somebody else may have been faster between the first look and the lock.
        if let marker = try marker() { return marker }
        try putMarker(nil)
        return SiteMarker(account: account)
    }

    /// Whose site this is; nil when it is none.
    ///
    /// - Throws: `Failure` when it is not this account's.
    private func marker() throws(Failure) -> SiteMarker? {
        guard let bytes = try files.read(SitePaths.marker, at: 0, limit: 1 << 20) else { return nil }
        let marker = try SiteCoding.decode(SiteMarker.self, bytes, SitePaths.marker)
        guard marker.format <= SiteMarker.format else {
            throw Failure("site-newer", "A newer version of smmd made this site; update smmd.")
        }
        guard marker.account == account else {
            throw Failure(
                "site-taken",
                "The folder is the site of another account, \(Clean.line(marker.account)); choose another folder.")
        }
        return marker
    }
}
