import SMMAdapterKit
import SMMModel
import SMMText

/// Compares statuses of the account with what was sent.
struct StatusComparison {
    private let draft: StatusDraft
    private let media: Int
    private let session: ServerSession

    init(_ sent: PublishRequest, session: ServerSession) {
        draft = StatusDraft(sent)
        media = sent.part.media.count
        self.session = session
    }

    /// Whether `status` is what was sent.
    ///
    /// The source is asked for only where everything else fits and the words may be the same.
    func matches(_ status: StatusReading) async throws(Obstacle) -> Bool {
        guard status.media.count == media, status.parent == draft.parent,
            Self.canonical(status.warning) == Self.canonical(draft.warning)
        else { return false }
        guard let source = try await source(of: status.id) else {
            return Self.loose(status.text) == Self.loose(draft.text)
        }
        return Self.canonical(source) == Self.canonical(draft.text)
    }

    /// The words as they were sent; nil where the server does not give them.
    private func source(of id: String) async throws(Obstacle) -> String? {
        do {
            let answer = try await session.ask(session.get("/api/v1/statuses/\(id)/source"))
            guard RemoteID.read(answer.body["id"]) == id else { return nil }
            return answer.body["text"]?.string
        } catch {
            switch error {
            case .again: throw error
            // A token without the right to it, or a server without the address: the HTML must do.
            case .gone, .refused, .reauth: return nil
            }
        }
    }

    /// Without blanks at either end, which servers cut off.
    static func canonical(_ text: String) -> String {
        let text = CanonicalText.of(text)
        return String(text.drop(while: \.isWhitespace))
    }

    /// What HTML leaves of a text: blanks as one space, mentions without their domain, letters as they are.
    static func loose(_ text: String) -> String {
        let words = CanonicalText.of(text).split(whereSeparator: \.isWhitespace).map { word -> Substring in
            guard word.first == "@", let at = word.dropFirst().firstIndex(of: "@") else { return word }
            return word[..<at]
        }
        return words.joined(separator: " ")
    }
}
