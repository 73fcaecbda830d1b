/// The limits on a poll.
package struct PollLimit: Sendable, Hashable, Codable {
    /// The most choices; 0 where there are no polls.
    package var maximumChoices: Int
    /// The most text of a choice, in graphemes.
    package var maximumChoiceText: Int
    /// The shortest time a poll may be open, in seconds.
    package var minimumSeconds: Int
    /// The longest time a poll may be open, in seconds.
    package var maximumSeconds: Int

    /// A limit.
    package init(maximumChoices: Int, maximumChoiceText: Int, minimumSeconds: Int, maximumSeconds: Int) {
        self.maximumChoices = maximumChoices
        self.maximumChoiceText = maximumChoiceText
        self.minimumSeconds = minimumSeconds
        self.maximumSeconds = maximumSeconds
    }
}
