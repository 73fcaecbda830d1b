package import SMMModel

/// What a channel hands over: one notice or a digest of many, in words.
package struct NoticeMessage: Sendable, Hashable {
    /// Names the message: letters, digits, `.`, `_` and `-`. The same message has the same key after a kill.
    package var key: String
    /// The key of the first message about the same matter, for a reminder.
    package var replyTo: String?
    /// How much it matters.
    package var severity: NoticeSeverity
    /// One line that begins with the brand's name; harmless text.
    package var title: String
    /// What happened and why it matters; harmless text of several lines.
    package var body: String
    /// The exact commands to type: all the same matter, one of them is to be chosen.
    package var commands: [String]
    /// Lines such as `Post: pst_1`.
    package var details: [String]
    /// The moment it is sent.
    package var at: Instant
    /// What kind of notice.
    package var kind: String
    /// The notice it is about; nil for a digest.
    package var notice: NoticeID?
    /// The brand it concerns.
    package var brand: BrandID?
    /// The post it concerns.
    package var post: PostID?
    /// The account it concerns.
    package var account: AccountID?
    /// How many notices it tells.
    package var count: Int

    /// Body, commands and details as one text that ends with a line break.
    package var text: String {
        var parts = [body]
        if !commands.isEmpty {
            let head = commands.count == 1 ? "Type:" : "Type one of:"
            parts.append(([head] + commands.map { "    " + $0 }).joined(separator: "\n"))
        }
        if !details.isEmpty { parts.append(details.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// A message of its parts.
    package init(
        key: String, replyTo: String? = nil, severity: NoticeSeverity, title: String, body: String,
        commands: [String], details: [String], at: Instant, kind: String, notice: NoticeID? = nil,
        brand: BrandID? = nil, post: PostID? = nil, account: AccountID? = nil, count: Int
    ) {
        self.key = key
        self.replyTo = replyTo
        self.severity = severity
        self.title = title
        self.body = body
        self.commands = commands
        self.details = details
        self.at = at
        self.kind = kind
        self.notice = notice
        self.brand = brand
        self.post = post
        self.account = account
        self.count = count
    }
}
