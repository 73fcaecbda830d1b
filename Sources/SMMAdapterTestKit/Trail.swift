import SMMAdapterKit

/// Cursors of lists that are read forward.
package enum Trail {
    /// The cursor of a reading that begins behind `position`.
    package static func cursor(_ position: String) -> String {
        var trail = ReadingTrail()
        trail.first = position
        return trail.text
    }
}
