package import SMMModel

/// How the daemon lets time pass: a parameter, so that a test decides when a span is over.
package struct Pause: Sendable {
    /// As long as the span says, by the machine's own clock.
    package static let real = Pause { span in
        try await ContinuousClock().sleep(for: .milliseconds(max(0, span.count)))
    }

    private let wait: @Sendable (Milliseconds) async throws -> Void

    /// A pause that is over when `wait` returns, which throws when its task is cancelled meanwhile.
    package init(_ wait: @escaping @Sendable (Milliseconds) async throws -> Void) {
        self.wait = wait
    }

    /// Waits; false when the task was cancelled, and nothing more is to be done.
    func callAsFunction(_ span: Milliseconds) async -> Bool {
        do {
            try await wait(span)
            return !Task.isCancelled
        } catch {
            return false
        }
    }
}
