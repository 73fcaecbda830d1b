import FoundationEssentials

/// A message in ntfy's JSON form (docs.ntfy.sh, "Publish as JSON"): any text is data there, whatever its characters.
struct NtfyMessage: Sendable, Hashable, Codable {
    /// ntfy takes 4,096 bytes; a longer message would become an attachment.
    static let mostBytes = 3500

    var topic: String
    var title: String
    var message: String
    /// 1 to 5, the most urgent.
    var priority: Int
    var tags: [String]

    init(_ notice: NoticeMessage, topic: String) {
        self.topic = topic
        self.title = String(notice.title.unicodeScalars.prefix(250).map(Character.init))
        let commands = notice.commands.joined(separator: "\n")
        let room = max(0, Self.mostBytes - commands.utf8.count - 2)
        let body = Self.cut(notice.body, to: room)
        self.message = commands.isEmpty ? body : "\(body)\n\n\(commands)"
        switch notice.severity {
        case .critical: (priority, tags) = (5, ["rotating_light"])
        case .warning: (priority, tags) = (4, ["warning"])
        case .info: (priority, tags) = (3, ["information_source"])
        }
    }

    /// The JSON; nil when it has none, which no text causes.
    var json: [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { Array($0) }
    }

    /// Whether `body` is the server's account of a message it took.
    static func isAccepted(_ body: [UInt8]) -> Bool {
        struct Answer: Decodable { var id: String }
        return (try? JSONDecoder().decode(Answer.self, from: Data(body))).map { !$0.id.isEmpty } ?? false
    }

    private static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var length = 3
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            if length > bytes { break }
            kept.append(scalar)
        }
        return String(kept) + "…"
    }
}
