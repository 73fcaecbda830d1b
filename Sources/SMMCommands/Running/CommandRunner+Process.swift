extension CommandRunner {
    /// Runs this process's command line; gives the exit status.
    package static func main() async -> Int32 {
        let terminal = Terminal.process()
        var arguments: [String] = []
        // Arguments are bytes: what is not UTF-8 would be repaired silently, and published so.
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let pointer = CommandLine.unsafeArgv[index] else { break }
            guard let text = String(validatingCString: pointer) else {
                return refuse(index, String(cString: pointer), terminal)
            }
            arguments.append(text)
        }
        return await run(arguments, terminal: terminal)
    }

    private static func refuse(_ index: Int, _ repaired: String, _ terminal: Terminal) -> Int32 {
        let failure = CommandFailure.usage(
            "utf8-invalid", "Argument \(index) is not UTF-8.", given: repaired, allowed: "UTF-8",
            next: "locale   (the character set of your terminal should be UTF-8)")
        let lines = ProblemText.lines(failure.problem, palette: terminal.errorPalette)
        terminal.error(lines.joined(separator: "\n") + "\n")
        return failure.status.rawValue
    }
}
