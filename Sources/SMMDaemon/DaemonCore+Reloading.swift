import Glibc
import Logging
package import SMMAPI
import SMMAdapterKit
import SMMConfig
import SMMModel
import SMMPublishing
import SMMSystemd
import SMMTransport
import Synchronization

extension DaemonCore {
    /// Checks the configuration files; changes nothing.
    package func checkConfiguration() -> ConfigView {
        do {
            _ = try Self.configuration(options, zones: zones)
            return ConfigView(valid: true, applied: false, problems: [], changes: [])
        } catch {
            return ConfigView(valid: false, applied: false, problems: Self.problems(error), changes: [])
        }
    }

    /// Checks the configuration files and runs on them; a bad set keeps the old one and says so, in the log and in the
    /// status line, where it stays until a good one was loaded.
    package func reloadConfiguration() async -> ConfigView {
        let view = await takeConfiguration()
        tellStatus(statusLine)
        return view
    }

    private func takeConfiguration() async -> ConfigView {
        let fresh: Configuration
        do {
            fresh = try Self.configuration(options, zones: zones)
        } catch {
            logger.error("The configuration was not reloaded; the old set stays.", metadata: ["error.code": "\(error)"])
            let problems = Self.problems(error)
            let first = problems.first.map(\.words) ?? "see the log"
            configurationTrouble.withLock { $0 = "reload failed, the old configuration stays: \(first)" }
            return ConfigView(valid: false, applied: false, problems: problems, changes: [])
        }
        configurationTrouble.withLock { $0 = nil }
        let old = configuration
        var changes = ConfigurationChanges.of(old, fresh)
        running.withLock { $0 = ConfigurationChanges.live(fresh, over: old) }
        transport.destinations = DestinationRules(fresh.network)
        await engine.dispatcher.apply(PublishingSettings(fresh))
        changes += await applyFiles(fresh, leftOut: [])
        logger.notice("The configuration was reloaded.", metadata: ["changes": "\(changes.count)"])
        return ConfigView(valid: true, applied: true, problems: [], changes: changes)
    }

    /// Carries over what the companions of the main file say; gives a line for what that changed or could not.
    ///
    /// - Parameter leftOut: what is wrong with files that are not among them: they are not in force either.
    @discardableResult
    func applyFiles(_ fresh: Configuration, leftOut: [ConfigProblem]) async -> [String] {
        Self.correct(adapters, by: fresh)
        var lines: [String] = []
        for name in fresh.platforms.keys.sorted() where adapters.manifest(name) == nil {
            let near = NearestName.find(name, in: adapters.platforms).map { " Did you mean \($0)?" } ?? ""
            lines.append("platforms.d/\(name).yaml: smmd speaks to no platform of this name.\(near)")
        }
        do {
            let applied = try await BrandFiles(core: self).apply(fresh.brands)
            lines += applied.lines
            notInForce.withLock { $0 = FilesNotInForce(leftOut: leftOut, refused: applied.refused) }
        } catch {
            lines.append("brands.d: not applied; see the log")
            let problem = ConfigProblem(file: "\(options.configuration)/brands.d", message: "Not applied; see the log.")
            notInForce.withLock { $0 = FilesNotInForce(leftOut: leftOut, refused: [problem]) }
            logger.error("A file of brands.d could not be applied.", metadata: ["error.code": "\(error)"])
        }
        for line in lines { logger.notice("\(line)") }
        return lines
    }

    /// Says which files of brands the start left out, and what is wrong with them.
    func logLeftOut() {
        for error in leftOut.flatMap(\.errors) {
            logger.error(
                "A brand's file was left out: its brand stays as it was. Correct it, then: smmctl config reload",
                metadata: LogKey.metadata([.path: "\(error.position.file)", .error: "\(error)"]))
        }
    }

    /// Reloads at a signal, telling the service manager before and after.
    func reload(_ manager: ServiceManager) async -> Bool {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        manager.reloading(now: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
        let view = await takeConfiguration()
        manager.ready(status: statusLine)
        return view.applied
    }

    static func problems(_ errors: ConfigurationErrors) -> [ConfigProblem] {
        errors.errors.map { error in
            // What is allowed is the next step unless something nearer is.
            let allowed = error.suggestion == nil ? nil : error.allowed.map { " Allowed: \($0)." }
            return ConfigProblem(
                file: error.position.file, line: error.position.line, key: error.key,
                message: error.message + (allowed ?? ""),
                next: error.suggestion.map { "Did you mean \($0)?" } ?? error.allowed)
        }
    }
}
