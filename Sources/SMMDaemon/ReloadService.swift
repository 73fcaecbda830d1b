import SMMSystemd
import ServiceLifecycle
import UnixSignals

/// Reads the configuration anew at SIGHUP; a bad set changes nothing and says so.
struct ReloadService: Service {
    let core: DaemonCore
    let manager: ServiceManager

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in signals { _ = await core.reload(manager) }
        }
    }
}
