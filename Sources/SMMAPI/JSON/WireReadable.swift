/// A type of the wire that also reads itself without `Codable`, from JSON that was parsed already: those that are sent
/// most. Both ways take the same; `null` counts as left out.
protocol WireReadable {
    /// The value of an object's members; throws ``WireMismatch``.
    init(_ members: WireMembers) throws(WireMismatch)
}

/// A member is missing or not of the kind it must be, which a check against the schema would have found.
struct WireMismatch: Error {
    /// The member's name.
    let name: String
}
