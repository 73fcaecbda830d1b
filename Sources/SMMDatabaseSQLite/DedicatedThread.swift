import Glibc
import SMMDatabase

/// Starts a thread of its own for blocking work: never one of the cooperative pool's, nor one Dispatch counts on.
enum DedicatedThread {
    private final class Box {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }

        func run() {
            // pthread_setname_np is not visible to Swift; failing costs a name in a listing.
            if let descriptor = try? FileSystem.open("/proc/thread-self/comm", O_WRONLY) {
                try? FileSystem.write(descriptor, "comm", Array(name.utf8))
                close(descriptor)
            }
            body()
        }
    }

    /// Runs `body` on a new thread; throws ``DatabaseFailure/Code/driver`` when the system gives none.
    ///
    /// - Parameter name: At most 15 bytes, as `ps -L` shows it.
    static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(DatabaseFailure) {
        let box = Unmanaged.passRetained(Box(name, body))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            throw DatabaseFailure(.driver, "no thread for \(name)", driverCode: result)
        }
        pthread_detach(thread)
    }
}
