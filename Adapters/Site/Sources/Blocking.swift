import Dispatch

/// Runs what waits for the disk away from the threads that all tasks share.
enum Blocking {
    private static let queue = DispatchQueue(label: "smmd.site", attributes: .concurrent)

    static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }
}
