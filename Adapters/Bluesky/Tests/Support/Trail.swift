import SMMAdapterKit

/// Cursors of lists that are read forward.
enum Trail {
    /// The cursor of a reading that begins behind `position`.
    static func cursor(_ position: String) -> String {
        var trail = ReadingTrail()
        trail.first = position
        return trail.text
    }
}
