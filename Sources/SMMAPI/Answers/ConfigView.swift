/// What checking or reloading the configuration found.
package struct ConfigView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// Whether the files hold together.
    package var valid: Bool
    /// Whether the daemon now runs on them.
    package var applied: Bool
    /// Every mistake.
    package var problems: [ConfigProblem]
    /// What became different, one line each.
    package var changes: [String]

    /// A value of its parts.
    package init(valid: Bool, applied: Bool, problems: [ConfigProblem], changes: [String]) {
        self.version = APIVersion.current
        self.valid = valid
        self.applied = applied
        self.problems = problems
        self.changes = changes
    }
}

extension ConfigView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What checking or reloading the configuration found.",
        [
            .required("version", .integer, "The shape's version."),
            .required("valid", .boolean, "Whether the files hold together."),
            .required("applied", .boolean, "Whether the daemon now runs on them."),
            .required("problems", .array(.reference("ConfigProblem")), "Every mistake."),
            .required("changes", .array(.string), "What became different, one line each."),
        ])
}
