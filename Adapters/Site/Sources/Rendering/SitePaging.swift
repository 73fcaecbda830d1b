/// How entries fall on pages. Pages are counted from the oldest, so that a full page never changes: an address of
/// page 3 shows the same posts for ever.
package struct SitePaging: Sendable, Hashable {
    /// Entries on a full page.
    package static let size = 15

    /// Entries ever made.
    package let count: Int

    /// The paging of a site with `count` entries.
    package init(count: Int) {
        self.count = count
    }

    /// The number of full pages beside the first one people see.
    package var archives: Int { max(0, count / Self.size - 1) }

    /// The slots on the first page people see: the newest full page and what is newer.
    package var front: Range<Int> { archives * Self.size..<max(count, 0) }

    /// The slots on a numbered page.
    package func slots(onArchive number: Int) -> Range<Int> {
        (number - 1) * Self.size..<number * Self.size
    }

    /// The numbered page a slot stands on; nil for the first page people see.
    package func archive(ofSlot slot: Int) -> Int? {
        let number = slot / Self.size + 1
        return number <= archives ? number : nil
    }

    /// The numbered pages that change when the entry of `slot` is made or changed, in the order to write them.
    package func archivesTouched(bySlot slot: Int) -> [Int] {
        if let number = archive(ofSlot: slot) { return [number] }
        // The newest slot may have filled a page: the page before it moved off the first one and the one before that
        // leads to it now. Doing so again for slots beside it is harmless.
        guard count % Self.size == 0, slot == count - 1 else { return [] }
        return [archives, archives - 1].filter { $0 >= 1 }
    }
}
