import SMMAdapterKit
import SMMModel

/// What a failure means for the operation.
enum SiteOutcome {
    /// The outcome: unsure things are asked about, refusals are final, and the rest is tried again.
    static func of(_ problem: SiteFailure) -> AttemptOutcome {
        if problem.isUnsure { return .ambiguous(Evidence(progress: .bodyWritten, failure: problem.failure)) }
        if needsPerson(problem) { return .rejected(problem.failure) }
        return .retry(after: delays[problem.failure.code], reason: problem.failure)
    }

    /// Whether a repeat cannot succeed before a person has put something right.
    static func needsPerson(_ problem: SiteFailure) -> Bool {
        problem.isFinal || final.contains(problem.failure.code)
    }

    /// What a person must put right before a repeat can succeed.
    private static let final: Set<String> = [
        "setting-invalid", "site-foreign", "site-taken", "site-newer", "site-damaged", "link-refused", "file-refused",
        "media-changed", "media-missing",
    ]

    private static let delays: [String: Milliseconds] = [
        "site-busy": .seconds(1), "disk-full": .minutes(1), "permission-denied": .minutes(1), "read-only": .minutes(1),
        "directory-missing": .minutes(1), "site-missing": .minutes(1),
    ]
}
