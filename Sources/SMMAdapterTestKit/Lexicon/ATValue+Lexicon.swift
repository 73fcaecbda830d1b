import SMMAtproto

extension ATValue {
    /// The text of a member.
    func type(named name: String) -> String? { self[name]?.string }

    /// The texts of a member that is an array of texts; none when it is not there.
    func texts(_ name: String) -> [String] { self[name]?.elements?.compactMap(\.string) ?? [] }
}
