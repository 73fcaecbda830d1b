import SMMAdapterKit

/// Where nothing is to be noted: reads have no steps.
struct NoSteps: StepRecorder {
    func record(_ name: String, _ value: String) async throws {
        throw Failure("no-steps", "A read has no steps to note.")
    }
}
