package import SMMAdapterKit

extension SiteStore {
    /// The media of an entry that are neither in the site nor waiting for it.
    package func missing(_ entry: SiteEntry) throws(Failure) -> [String] {
        var missing: [String] = []
        for file in entry.files.sorted() where try files.size(file) == nil { missing.append(file) }
        return missing
    }

    /// Keeps a medium's bytes until its entry is decided. Nobody sees it.
    package func stage(_ file: String, _ bytes: [UInt8]) throws(Failure) {
        try files.makeFolder(SitePaths.staging, isPrivate: true)
        try files.create(SitePaths.staged(file), bytes)
    }

    /// As `stage`, from a file; answers how many bytes it has.
    package func stage(_ file: String, copyOf path: String) throws(Failure) -> Int {
        try files.makeFolder(SitePaths.staging, isPrivate: true)
        return try files.create(SitePaths.staged(file), copyOf: path)
    }

    /// Decides a change and carries it out.
    package func commit(_ journal: SiteJournal) throws(SiteFailure) {
        let bytes = SiteCoding.encode(journal)
        try Self.early { () throws(Failure) in
            try files.makeFolder(".smmd/entries", isPrivate: true)
            try files.create(SitePaths.next, bytes)
            // Staged media must be on the disk under their names before a journal relies on them.
            try files.sync(SitePaths.staging)
            try files.rename(SitePaths.next, to: SitePaths.journal)
        }
        do {
            try files.sync(SitePaths.own)
            try apply(journal)
        } catch {
            throw .after(error)
        }
    }

    /// Completes the change that was cut off, if one was; else clears away what never came to be.
    func recover(for key: String) throws(SiteFailure) {
        let bytes = try Self.early { () throws(Failure) in
            try files.read(SitePaths.journal, at: 0, limit: .max)
        }
        guard let bytes else {
            return try Self.early { () throws(Failure) in try sweep() }
        }
        let journal = try Self.early { () throws(Failure) in
            try SiteCoding.decode(SiteJournal.self, bytes, SitePaths.journal)
        }
        do {
            try files.sync(SitePaths.own)
            try apply(journal)
        } catch {
            throw SiteFailure(failure: error, isUnsure: journal.entry.part(key) != nil)
        }
    }

    private func sweep() throws(Failure) {
        for name in try files.names(in: SitePaths.staging) ?? [] { try files.remove(SitePaths.staging + "/" + name) }
        try files.remove(SitePaths.next)
    }

    /// Brings everything in line with a decided change. Doing it again, from any point, gives the same bytes.
    ///
    /// The order keeps every link that can be reached from the first page alive at every moment: what is linked to comes
    /// before the link, and goes after it.
    private func apply(_ journal: SiteJournal) throws(Failure) {
        let entry = journal.entry
        try put(SitePaths.entry(entry.key), SiteCoding.encode(entry))
        try settleMedia(entry)
        try files.overwrite(SitePaths.index, at: entry.slot * SiteRecord.length, SiteRecord(entry).bytes)
        if entry.slot == 0 { try files.sync(SitePaths.own) }
        let borne = entry.tags
        if !entry.isGone {
            // A new page is not linked to yet, so it may come before the pages of its tags, which link to it.
            if try files.size(entry.path + "/index.html") == nil { try putPage(entry) }
            for tag in journal.tags where borne.contains(tag) { try putTag(tag, entry) }
            try putPage(entry)
        }
        let paging = SitePaging(count: try count())
        for number in paging.archivesTouched(bySlot: entry.slot) { try putArchive(number, paging) }
        try putFront(paging)
        for tag in journal.tags where !borne.contains(tag) { try putTag(tag, entry) }
        if renderer.settings.url != nil { try putSiteMap(around: entry.slot, paging.count) }
        if entry.isGone { try removePage(entry) }
        for file in journal.dropped { try files.remove(file) }
        if entry.files.isEmpty { try files.removeFolder("media/\(entry.key)") }
        try files.remove(SitePaths.journal)
        try sweep()
    }

    private func settleMedia(_ entry: SiteEntry) throws(Failure) {
        guard !entry.files.isEmpty else { return }
        try files.makeFolder("media/\(entry.key)", isPrivate: false)
        for file in entry.files.sorted() where try files.size(file) == nil {
            try files.rename(SitePaths.staged(file), to: file)
        }
        try files.sync("media/\(entry.key)")
    }

    /// Writes the page of an entry.
    func putPage(_ entry: SiteEntry) throws(Failure) {
        try files.makeFolder(entry.path, isPrivate: false)
        try put(entry.path + "/index.html", renderer.entryPage(entry))
    }

    private func removePage(_ entry: SiteEntry) throws(Failure) {
        try files.remove(entry.path + "/index.html")
        try files.removeFolder(entry.path)
        try files.sync(SitePaths.parent(entry.path))
    }

    private func putTag(_ tag: String, _ entry: SiteEntry) throws(Failure) {
        let path = SitePaths.tag(tag)
        var list = SiteTagList(tag: tag)
        if let bytes = try files.read(path, at: 0, limit: .max) {
            list = try SiteCoding.decode(SiteTagList.self, bytes, path)
        }
        list.take(entry, title: renderer.tagTitle(entry))
        try putTag(list)
    }
}
