/// What an option `quote` names.
enum QuoteTarget: Sendable, Hashable {
    /// The id of a status on the account's own server.
    case id(String)
    /// The address of a status anywhere, which the server is asked to look up.
    case address(String)

    /// The target; nil when the text is neither.
    init?(_ text: String) {
        if RemoteID.isValid(text) {
            self = .id(text)
        } else if text.hasPrefix("https://"), text.utf8.count <= 2048, !text.contains(where: \.isWhitespace) {
            self = .address(text)
        } else {
            return nil
        }
    }
}
