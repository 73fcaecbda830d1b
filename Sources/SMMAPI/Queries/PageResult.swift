/// One page as a service gives it: the items, and where the next page begins.
package struct PageResult<Item: Sendable>: Sendable {
    /// The items in the list's order.
    package var items: [Item]
    /// The place of the last item; nil when this is the last page.
    package var next: Cursor.Position?

    /// A page.
    package init(items: [Item], next: Cursor.Position? = nil) {
        self.items = items
        self.next = next
    }
}
