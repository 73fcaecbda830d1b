import SMMNotices
import ServiceLifecycle

/// Delivers notices until the daemon stops.
struct NoticeService: Service {
    let core: DaemonCore

    func run() async throws {
        let notifier = core.notifier
        await withTaskCancellationOrGracefulShutdownHandler {
            await notifier.run()
        } onCancelOrGracefulShutdown: {
            Task { await notifier.stop() }
        }
    }
}
