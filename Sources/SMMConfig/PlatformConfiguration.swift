package import SMMModel

/// What `platforms.d/PLATFORM.yaml` corrects in a platform's manifest; what is nil there stays as the manifest has it.
package struct PlatformConfiguration: Hashable, Sendable {
    /// What is corrected in the limit on one type of media.
    package struct Media: Hashable, Sendable {
        /// The most bytes.
        package var maximumBytes: Int64?
        /// The most pixels, width times height.
        package var maximumPixels: Int?

        /// Nothing said.
        package init() {}
    }

    /// What is corrected in the limits on a poll.
    package struct Poll: Hashable, Sendable {
        /// The most choices.
        package var maximumChoices: Int?
        /// The most text of a choice.
        package var maximumChoiceText: Int?
        /// The shortest time it may be open, in seconds.
        package var minimumSeconds: Int?
        /// The longest time it may be open, in seconds.
        package var maximumSeconds: Int?

        /// Nothing said.
        package init() {}
    }

    /// The most text.
    package var maximumText: Int?
    /// What text is counted in.
    package var textUnit: TextUnitChoice?
    /// The most bytes of UTF-8.
    package var maximumTextBytes: Int?
    /// The most parts in a thread.
    package var maximumParts: Int?
    /// The most media in a part.
    package var maximumMedia: Int?
    /// The most alt text.
    package var maximumAlt: Int?
    /// Whether every picture must have alt text.
    package var requiresAlt: Bool?
    /// Corrections by MIME type.
    package var media: [String: Media] = [:]
    /// What an address in the text counts.
    package var linkLength: Int?
    /// Corrections of polls.
    package var poll = Poll()
    /// The most name and value pairs of a profile.
    package var maximumProfileFields: Int?
    /// How long an ambiguous send is left alone.
    package var settle: Milliseconds?
    /// Where the facts come from.
    package var source: String?
    /// When they were checked, `YYYY-MM-DD`.
    package var checked: String?

    /// Nothing said.
    package init() {}
}
