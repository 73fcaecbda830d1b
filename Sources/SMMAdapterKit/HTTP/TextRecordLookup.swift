/// Looks text records up in DNS: some networks prove by one who has a name.
package protocol TextRecordLookup: Sendable {
    /// The text records of `name`, none where it has none; nil where that could not be found out. Takes no longer than five
    /// seconds.
    func texts(of name: String) async -> [String]?
}
