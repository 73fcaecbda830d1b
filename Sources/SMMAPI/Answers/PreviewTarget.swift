/// A post as it will appear on one account.
package struct PreviewTarget: Sendable, Hashable, Codable {
    /// The account.
    package var account: AccountReference
    /// Whether it keeps every limit.
    package var fits: Bool
    /// When it would go out.
    package var schedule: ScheduleView
    /// The language it goes out in.
    package var language: String
    /// The parts in order.
    package var parts: [PreviewPart]
    /// The platform's options.
    package var options: [String: String]
    /// The limits it does not keep.
    package var violations: [ViolationView]
    /// What will be done to it so that it keeps them, one sentence each; nil for nothing.
    package var notes: [String]?

    /// A value of its parts.
    package init(
        account: AccountReference, fits: Bool, schedule: ScheduleView, language: String, parts: [PreviewPart],
        options: [String: String], violations: [ViolationView], notes: [String]? = nil
    ) {
        self.account = account
        self.fits = fits
        self.schedule = schedule
        self.language = language
        self.parts = parts
        self.options = options
        self.violations = violations
        self.notes = notes
    }
}

extension PreviewTarget: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "A post as it will appear on one account.",
        [
            .required("account", .reference("AccountReference"), "The account."),
            .required("fits", .boolean, "Whether it keeps every limit."),
            .required("schedule", .reference("ScheduleView"), "When it would go out."),
            .required("language", .string, "The language it goes out in."),
            .required("parts", .array(.reference("PreviewPart")), "The parts in order."),
            .required("options", .map(.string), "The platform's options."),
            .required("violations", .array(.reference("ViolationView")), "The limits it does not keep."),
            .optional("notes", .array(.string), "What will be done to it so that it keeps them, one sentence each."),
        ])
}
