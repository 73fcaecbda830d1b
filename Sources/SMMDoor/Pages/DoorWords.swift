/// What the pages say, in a few languages.
struct DoorWords: Sendable, Hashable {
    /// The language, as a tag of BCP 47.
    let language: String
    let backTitle: String
    let backText: String
    let backButton: String
    let doneTitle: String
    let doneText: String
    let deniedTitle: String
    let deniedText: String
    let overTitle: String
    let overText: String
    let laterTitle: String
    let laterText: String

    static let english = DoorWords(
        language: "en",
        backTitle: "Almost done",
        backText: "You come back from the network. Press the button to finish connecting the account. "
            + "If you did not begin this yourself, just close the page: nothing has happened.",
        backButton: "Finish connecting",
        doneTitle: "Thank you",
        doneText: "The answer was handed over. You can close this page.",
        deniedTitle: "Not connected",
        deniedText: "The network says that the connection was not allowed. Nothing was changed. "
            + "If that was a mistake, begin again.",
        overTitle: "This address is not good any more",
        overText: "It was used already, or its time is over. Ask whoever sent it to you for a new one.",
        laterTitle: "One moment",
        laterText: "This does not work just now. Please try again in a minute.")

    static let german = DoorWords(
        language: "de",
        backTitle: "Fast geschafft",
        backText: "Sie kommen vom Netzwerk zurück. Mit dem Knopf wird die Verbindung des Kontos abgeschlossen. "
            + "Wenn Sie das nicht selbst begonnen haben, schließen Sie die Seite einfach: Es ist nichts geschehen.",
        backButton: "Verbindung abschließen",
        doneTitle: "Vielen Dank",
        doneText: "Die Antwort ist übergeben. Sie können diese Seite schließen.",
        deniedTitle: "Nicht verbunden",
        deniedText: "Das Netzwerk meldet, dass die Verbindung nicht erlaubt wurde. Es wurde nichts geändert. "
            + "Wenn das ein Versehen war, beginnen Sie bitte noch einmal.",
        overTitle: "Diese Adresse gilt nicht mehr",
        overText: "Sie wurde schon benutzt, oder ihre Zeit ist um. "
            + "Bitten Sie um eine neue, wo Sie diese bekommen haben.",
        laterTitle: "Einen Augenblick",
        laterText: "Das geht gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal.")

    static let all = [english, german]

    /// The words of a language, by the first part of its tag; English where there are none.
    static func of(_ language: String) -> DoorWords {
        let first = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
        return all.first { $0.language == first } ?? english
    }
}
