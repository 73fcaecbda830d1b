/// What the pages say, in one language. `{brand}`, `{network}` and `{host}` stand for names.
struct DoorWords: Sendable, Hashable {
    /// A page: what it is about, and what it says.
    struct Page: Sendable, Hashable {
        let title: String
        let text: String
        /// What stands on its button; nil without one.
        var button: String?
    }

    /// The language, as a tag of BCP 47.
    let language: String
    /// A browser came back from a network: is it meant?
    let back: Page
    /// What it brought is handed over.
    let done: Page
    /// The network says that the person did not agree.
    let denied: Page
    /// Nobody waits any more for what a browser brings back: it was handed over, or it came too late.
    let over: Page
    /// It does not work just now.
    let later: Page
    /// An invite is opened.
    let invite: Page
    /// It was accepted: on to the network.
    let visit: Page
    /// The account is connected.
    let connected: Page
    /// Connecting did not work.
    let failed: Page
    /// The invite was used before.
    let used: Page
    /// The invite's time is over.
    let expired: Page
    /// The invite was taken back.
    let withdrawn: Page
    /// There is no such invite.
    let unknown: Page

    static let all = [english, german, french, spanish, italian]

    /// The words of a language, by the first part of its tag; English where there are none.
    static func of(_ language: String) -> DoorWords {
        let first = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
        return all.first { $0.language == first } ?? english
    }
}
