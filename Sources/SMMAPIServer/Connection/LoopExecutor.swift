import NIOCore

/// Runs a connection's tasks on the event loop that carries its bytes.
///
/// A short read then needs no other thread: each hop to one and back costs more than most answers. Everything else goes
/// to the pool of threads, see `APIResponder`.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
