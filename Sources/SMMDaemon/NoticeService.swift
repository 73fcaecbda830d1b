import SMMNotices
import ServiceLifecycle

/// Delivers notices until the daemon stops.
struct NoticeService: Service {
    let core: DaemonCore

    func run() async throws {
        let notifier = core.notifier
        await withGracefulShutdownHandler {
            await notifier.run()
        } onGracefulShutdown: {
            Task { await notifier.stop() }
        }
    }
}
