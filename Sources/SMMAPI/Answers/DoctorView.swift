/// What the doctor found.
package struct DoctorView: Sendable, Hashable, Codable {
    /// The shape's version.
    package var version: Int
    /// Whether there is no error.
    package var healthy: Bool
    /// Errors first.
    package var findings: [Finding]

    /// A value of its parts.
    package init(healthy: Bool, findings: [Finding]) {
        self.version = APIVersion.current
        self.healthy = healthy
        self.findings = findings
    }
}

extension DoctorView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "What the doctor found.",
        [
            .required("version", .integer, "The shape's version."),
            .required("healthy", .boolean, "Whether there is no error."),
            .required("findings", .array(.reference("Finding")), "Errors first."),
        ])
}
