/// Why an address of a medium is not good, or none is given out. Outside all of them look the same.
package enum MediaPassFault: String, Error, Sendable, Hashable, CaseIterable {
    /// It is no address of a medium.
    case malformed
    /// No key of that id is kept: it is too old, or from before the last start.
    case unknownKey = "unknown-key"
    /// The signature does not fit.
    case forged
    /// Its time is over.
    case expired
    /// It was used as often as it is good.
    case spent
    /// More addresses are in use than are remembered.
    case crowded
    /// What was asked for cannot be given: a network's name that is none, a span or a number of uses out of bounds.
    case unfit
}
