import ArgumentParser
import SMMAPIClient
import SMMModel

/// Runs `smmctl` with its arguments; a library, so that tests run it in their own process.
package enum CommandRunner {
    /// The terminal of the command that runs now.
    @TaskLocal static var terminal = Terminal.process()
    /// The arguments as typed, after shaping: the order of `--media` and `--alt` is only here.
    @TaskLocal static var arguments: [String] = []

    /// Runs one command; gives the exit status.
    package static func run(_ arguments: [String], terminal: Terminal) async -> Int32 {
        await $terminal.withValue(terminal) {
            do throws(CommandFailure) {
                let shaped = try ArgumentShape.shape(arguments, root: Smmctl.self)
                return await $arguments.withValue(shaped) { await parseAndRun(shaped, terminal) }
            } catch {
                return report(error, terminal, isJSON: wantsJSON(arguments))
            }
        }
    }

    /// Reads the arguments by the command they name. The tree of all commands takes longer to make than an answer takes
    /// to come, so it is left to help, mistakes and whatever else the command alone does not understand.
    private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        let (command, rest) = ArgumentShape.command(arguments, root: Smmctl.self)
        // A request for help parses as a command of the parser's own.
        if command.configuration.subcommands.isEmpty, let parsed = try? command.parseAsRoot(rest),
            type(of: parsed) == command
        {
            return parsed
        }
        return try Smmctl.parseAsRoot(arguments)
    }

    private static func parseAndRun(_ arguments: [String], _ terminal: Terminal) async -> Int32 {
        do {
            var command = try parse(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch let failure as CommandFailure {
            return report(failure, terminal, isJSON: wantsJSON(arguments))
        } catch let error as ClientError {
            return report(CommandFailure(error), terminal, isJSON: wantsJSON(arguments))
        } catch {
            return reportParsing(error, terminal, isJSON: wantsJSON(arguments))
        }
    }

    private static func report(_ failure: CommandFailure, _ terminal: Terminal, isJSON: Bool) -> Int32 {
        if !failure.isSilent {
            let text =
                isJSON
                ? ProblemText.json(failure.problem)
                : ProblemText.lines(failure.problem, palette: terminal.errorPalette).joined(separator: "\n")
            terminal.error(text + "\n")
        }
        return failure.status.rawValue
    }

    /// Help and version are asked for and go to standard output; a command line that cannot be used goes to standard
    /// error.
    private static func reportParsing(_ error: any Error, _ terminal: Terminal, isJSON: Bool) -> Int32 {
        let isAsked = Smmctl.exitCode(for: error).isSuccess
        let columns = min(terminal.width ?? 100, 100)
        let message = Smmctl.fullMessage(for: error, columns: columns)
        guard !isAsked else {
            terminal.output(HelpText.ordered(message, columns: columns) + "\n")
            return ExitStatus.done.rawValue
        }
        let problem = UsageProblem.read(HelpText.usage(message, columns: .max))
        return report(CommandFailure(problem, .usage), terminal, isJSON: isJSON)
    }

    private static func wantsJSON(_ arguments: [String]) -> Bool {
        guard let index = arguments.firstIndex(of: "--format") else { return arguments.contains("--format=json") }
        return arguments.dropFirst(index + 1).first == "json"
    }
}
