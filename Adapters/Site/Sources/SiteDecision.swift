package import SMMAdapterKit
package import SMMModel
package import SMMTime

/// What a request makes of an entry. Pure: the same request on the same entry gives the same answer.
package enum SiteDecision {
    /// The key of the entry a part belongs to: its own, or its thread's first part's.
    package static func entryKey(_ request: PublishRequest) -> String {
        if let root = request.root { return root.values["entry"] ?? root.remoteID }
        if let parent = request.parent { return parent.values["entry"] ?? parent.remoteID }
        return request.recordKey
    }

    /// The key of the entry a receipt's part belongs to.
    package static func entryKey(_ receipt: Receipt) -> String {
        receipt.values["entry"] ?? receipt.remoteID
    }

    /// The entry with a part published; nil when the part has been there before, also if it was taken down since.
    ///
    /// - Parameter slot: the next free slot, for a new entry.
    /// - Throws: `Failure` when the request can never succeed.
    package static func publish(
        _ request: PublishRequest, onto entry: SiteEntry?, slot: Int, now: Instant, zone: Zone
    ) throws(Failure) -> SiteEntry? {
        guard SiteKey.isValid(request.recordKey) else {
            throw Failure("record-key-invalid", "The record key is not made of letters and digits.")
        }
        let key = entryKey(request)
        let part = try part(request, entryKey: key, published: now)
        guard let entry else {
            guard key == request.recordKey else {
                throw Failure("parent-missing", "The post this continues is not on the site.")
            }
            let path = SiteSlug.path(key: key, title: part.title, published: now, zone: zone)
            return SiteEntry(key: key, slot: slot, path: path, parts: [part])
        }
        guard entry.part(part.key) == nil else { return nil }
        var changed = entry
        let position = changed.parts.firstIndex { $0.index > part.index } ?? changed.parts.count
        changed.parts.insert(part, at: position)
        changed.setPublished(entry.publishedCounts)
        return changed
    }

    /// The entry with a part's content replaced; nil when it reads so already.
    ///
    /// - Throws: `Failure` when there is no such part, or the new content can never be shown.
    package static func edit(
        _ request: EditRequest, of entry: SiteEntry?, now: Instant
    ) throws(Failure) -> SiteEntry? {
        let key = request.receipt.remoteID
        guard let entry, let position = entry.parts.firstIndex(where: { $0.key == key && !$0.isDeleted }) else {
            throw Failure("entry-missing", "There is no such post on the site any more.")
        }
        let old = entry.parts[position]
        var new = try part(request.content, entryKey: entry.key, published: old.published)
        new.key = old.key
        new.index = old.index
        new.updated = old.updated
        var changed = entry
        changed.parts[position] = new
        // What is on the site already has the size it has.
        changed.setPublished(entry.publishedCounts)
        guard changed != entry else { return nil }
        changed.parts[position].updated = max(now, old.published)
        return changed
    }

    /// The entry with a part taken down; nil when it is gone already.
    ///
    /// - Throws: `Failure` when the site never had it: its records are another site's, or older than the post.
    package static func delete(_ receipt: Receipt, of entry: SiteEntry?) throws(Failure) -> SiteEntry? {
        guard let entry, let position = entry.parts.firstIndex(where: { $0.key == receipt.remoteID }) else {
            throw Failure(
                "entry-missing", "The site has no record of this post; look whether “directory” is the site it is on.")
        }
        guard !entry.parts[position].isDeleted else { return nil }
        var changed = entry
        changed.parts[position] = changed.parts[position].tombstone
        return changed
    }

    private static func part(
        _ request: PublishRequest, entryKey: String, published: Instant
    ) throws(Failure) -> SitePart {
        var media: [SiteMedium] = []
        for reference in request.part.media { media.append(try medium(reference, entryKey)) }
        let title = Clean.line(request.options["title"] ?? "")
        let language = Clean.line(request.language)
        return SitePart(
            key: request.recordKey, index: request.index, published: published,
            language: language.isEmpty ? request.brand.language : language, title: title.isEmpty ? nil : title,
            text: Clean.text(request.part.text), media: media)
    }

    private static func medium(_ reference: MediaReference, _ key: String) throws(Failure) -> SiteMedium {
        guard let ending = SiteManifest.endings[reference.type] else {
            throw Failure("media-type", "A site does not show media of type \(Clean.line(reference.type)).")
        }
        let isHash =
            reference.sha256.utf8.count == 64
            && reference.sha256.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard isHash else { throw Failure("media-invalid", "A medium is not named by its SHA-256.") }
        let alt = Clean.line(reference.alt ?? "")
        return SiteMedium(
            file: "media/\(key)/\(reference.sha256.prefix(32)).\(ending)", type: reference.type,
            byteCount: reference.byteCount, width: reference.width, height: reference.height,
            alt: alt.isEmpty ? nil : alt)
    }
}
