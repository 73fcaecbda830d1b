/// The order of keys in a canonical map.
enum CBORKey {
    /// The shorter one first, then by bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let counts = (left.utf8.count, right.utf8.count)
        return counts.0 == counts.1 ? left.utf8.lexicographicallyPrecedes(right.utf8) : counts.0 < counts.1
    }
}
