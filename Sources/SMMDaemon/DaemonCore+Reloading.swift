import Glibc
import Logging
import SMMAPI
import SMMConfig
import SMMPublishing
import SMMSystemd

extension DaemonCore {
    /// Checks the configuration files; changes nothing.
    func checkConfiguration() -> ConfigView {
        do {
            _ = try ConfigurationLoader.load(directory: options.configuration)
            return ConfigView(valid: true, applied: false, problems: [], changes: [])
        } catch {
            return ConfigView(valid: false, applied: false, problems: Self.problems(error), changes: [])
        }
    }

    /// The status line while all is well.
    static let serving = "serving"

    /// Checks the configuration files and runs on them; a bad set keeps the old one and says so, in the log and in the
    /// status line, where it stays until a good one was loaded.
    func reloadConfiguration(_ manager: ServiceManager) async -> ConfigView {
        let view = await takeConfiguration()
        manager.status(Self.status(view))
        return view
    }

    private func takeConfiguration() async -> ConfigView {
        let fresh: Configuration
        do {
            fresh = try ConfigurationLoader.load(directory: options.configuration)
        } catch {
            logger.error("The configuration was not reloaded; the old set stays.", metadata: ["error.code": "\(error)"])
            return ConfigView(valid: false, applied: false, problems: Self.problems(error), changes: [])
        }
        let changes = ConfigurationChanges.of(configuration, fresh)
        await engine.dispatcher.apply(PublishingSettings(fresh))
        logger.notice("The configuration was reloaded.", metadata: ["changes": "\(changes.count)"])
        return ConfigView(valid: true, applied: true, problems: [], changes: changes)
    }

    /// Reloads at a signal, telling the service manager before and after.
    func reload(_ manager: ServiceManager) async -> Bool {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        manager.reloading(now: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
        let view = await takeConfiguration()
        manager.ready(status: Self.status(view))
        return view.applied
    }

    private static func status(_ view: ConfigView) -> String {
        guard !view.applied else { return serving }
        let place = view.problems.first.map { problem in
            let file = problem.file.map { name in "\(name)\(problem.line.map { ":\($0)" } ?? ""): " } ?? ""
            return file + problem.message
        }
        return "serving; reload failed, the old configuration stays: \(place ?? "see the log")"
    }

    private static func problems(_ errors: ConfigurationErrors) -> [ConfigProblem] {
        errors.errors.map { error in
            ConfigProblem(
                file: error.position.file, line: error.position.line, key: error.key, message: error.message,
                next: error.suggestion.map { "Did you mean \($0)?" } ?? error.allowed)
        }
    }
}
