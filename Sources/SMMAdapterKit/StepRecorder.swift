/// Durable notes of an operation: a remote media or container id is stored before the next step is taken.
package protocol StepRecorder: Sendable {
    /// Stores `value` under `name`; returns only when it is durable.
    ///
    /// - Throws: when it could not be made durable; the adapter must then stop with `retry`.
    func record(_ name: String, _ value: String) async throws
}
