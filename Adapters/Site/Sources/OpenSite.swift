import SMMAdapterKit
import SMMModel
import SMMTime

/// A site's folder while a change is made to it.
struct OpenSite: Sendable {
    let store: SiteStore
    let directory: String
    let zone: Zone
    /// What is not as it should be and did not keep the change from being made.
    let warnings: [String]

    /// Gives the site back to whoever comes next.
    func close() {
        store.files.unlock()
    }

    /// The entry of a key; nil when there is none.
    func read(_ key: String) throws(SiteFailure) -> SiteEntry? {
        try SiteStore.early { () throws(Failure) in try store.entry(key) }
    }

    /// The next free slot.
    func count() throws(SiteFailure) -> Int {
        try SiteStore.early { () throws(Failure) in try store.count() }
    }

    /// The media of an entry that are not in the site yet.
    func missing(_ entry: SiteEntry) throws(SiteFailure) -> [String] {
        try SiteStore.early { () throws(Failure) in try store.missing(entry) }
    }

    /// Runs a decision; its refusals are before anything was done.
    func decide(_ body: () throws(Failure) -> SiteEntry?) throws(SiteFailure) -> SiteEntry? {
        do {
            return try body()
        } catch {
            throw SiteFailure(failure: error, isUnsure: false, isFinal: true)
        }
    }

    /// The receipt of a part: its key, its address, and the key of its entry.
    func receipt(_ entry: SiteEntry?, _ part: String) -> Receipt {
        guard let entry else { return Receipt(remoteID: part) }
        let settings = store.renderer.settings
        let base = settings.url ?? "file://" + SiteLinks.encoded(directory) + "/"
        let page = base + SiteLinks.encoded(entry.path) + "/" + (settings.url == nil ? "index.html" : "")
        let isFirst = entry.visibleParts.first.map { $0.key == part } ?? true
        return Receipt(
            remoteID: part, url: isFirst ? page : page + "#" + part, values: ["entry": entry.key])
    }
}
