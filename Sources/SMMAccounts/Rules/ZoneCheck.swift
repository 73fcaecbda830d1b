/// Whether a time zone's name is known.
package enum ZoneCheck: Sendable, Hashable {
    /// It is.
    case known
    /// It is not; the nearest name that is, if one is near.
    case unknown(nearest: String?)
}
