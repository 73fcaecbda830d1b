import ArgumentParser
import SMMAPI
import SMMAPIClient
import SMMConfig
import SMMTime

/// `config`: the files the daemon runs on.
struct ConfigCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Checks and reloads the daemon's configuration.",
        subcommands: [Check.self, Reload.self])

    struct Check: Act {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Checks the configuration files: file, line, and the nearest key.",
            discussion: """
                The daemon checks its own files. With --directory, or when the daemon cannot be reached, they are \
                read here, with your rights.

                EXAMPLES
                  smmctl config check
                  smmctl config check --directory ./etc
                """)

        @Option(help: ArgumentHelp("Checks this folder here, without the daemon.", valueName: "path"))
        var directory: String?
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            if let directory { return try finish(try Self.local(directory), session) }
            do {
                try finish(try await session.call(.checkConfig), session)
            } catch let error as ClientError where error.code == .unreachable && common.host == nil {
                session.remark("\(error.message) The files in /etc/smmd are read here instead.")
                try finish(try Self.local("/etc/smmd"), session)
            }
        }

        private func finish(_ answer: Answer<ConfigView>, _ session: Session) throws {
            session.show(answer, ids: answer.value.problems.map(ConfigCommands.line)) {
                ConfigCommands.draw($0, &$1, refusal: "The files cannot be used as they are.")
            }
            if !answer.value.valid { throw CommandFailure.silent(.refused) }
        }

        private static func local(_ directory: String) throws -> Answer<ConfigView> {
            var problems: [ConfigProblem] = []
            do throws(ConfigurationErrors) {
                _ = try ConfigurationLoader.load(directory: directory, zones: TimeZoneDirectory())
            } catch {
                problems = error.errors.map(Self.problem)
            }
            let view = ConfigView(valid: problems.isEmpty, applied: false, problems: problems, changes: [])
            return Answer(value: view, body: Array(try WireJSON.encode(view)))
        }

        private static func problem(_ error: ConfigurationError) -> ConfigProblem {
            let allowed = error.allowed.map { " Allowed: \($0)." } ?? ""
            return ConfigProblem(
                file: error.position.file, line: error.position.line, key: error.key.isEmpty ? nil : error.key,
                message: error.message + allowed, next: error.suggestion.map { "Did you mean \($0)?" })
        }
    }

    struct Reload: Change {
        static let configuration = CommandConfiguration(
            commandName: "reload",
            abstract: "Checks the configuration files and runs on them; a bad set changes nothing.")

        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<ConfigView> = try await session.call(.reloadConfig)
            session.show(answer, ids: answer.value.problems.map(ConfigCommands.line)) {
                ConfigCommands.draw(
                    $0, &$1, refusal: "Nothing was changed: the daemon goes on with what it had.")
            }
            if !answer.value.valid { throw CommandFailure.silent(.refused) }
        }
    }

    private static func line(_ problem: ConfigProblem) -> String {
        let place = [problem.file, problem.line.map { "\($0)" }].compactMap { $0 }.joined(separator: ":")
        return [place, problem.key, problem.message].compactMap { $0?.isEmpty == true ? nil : $0 }
            .joined(separator: ": ")
    }

    private static func draw(_ view: ConfigView, _ sheet: inout Sheet, refusal: String) {
        for problem in view.problems {
            sheet.line([Table.Cell(sheet.palette.isUnicode ? "✗" : "x", .bad), Table.Cell(line(problem))])
            if let next = problem.next { sheet.line([Table.Cell("  →"), Table.Cell(next, .accent)]) }
        }
        for change in view.changes { sheet.line([Table.Cell("~", .warning), Table.Cell(change)]) }
        if view.valid {
            sheet.line(view.applied ? "The daemon runs on these files." : "The files hold together.", .good)
        } else {
            sheet.line(refusal, .warning)
        }
    }
}
