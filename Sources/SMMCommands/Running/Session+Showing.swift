import SMMModel

extension Session {
    /// Shows an answer: as JSON, as the given ids alone when quiet, or as `draw` draws it.
    func show<Value>(
        _ answer: Answer<Value>, ids: @autoclosure () -> [String] = [], draw: (Value, inout Sheet) -> Void
    ) {
        switch format {
        case .json: terminal.output(JSONText.pretty(answer.body) + "\n")
        case .table where isQuiet: terminal.output(ids().map { Printable.line($0) + "\n" }.joined())
        case .table:
            var sheet = Sheet(palette: terminal.palette, width: terminal.width)
            draw(answer.value, &sheet)
            terminal.output(sheet.text)
        }
        if isDryRun { remark("Dry run: nothing was changed.") }
    }

    /// A remark for the person who typed, on standard error; nothing when quiet.
    func remark(_ text: String, next: String? = nil) {
        guard !isQuiet else { return }
        terminal.error(Printable.line(text) + "\n")
        if let next { terminal.error("→ " + terminal.errorPalette.paint(Printable.line(next), .accent) + "\n") }
    }

    /// Asks before `count` things are done at once when they are more than five, and throws when the answer is no.
    ///
    /// Without a terminal nobody can answer: that is a usage error which says what to type.
    func confirm(count: Int, _ sentence: String) throws {
        guard count > 5, !isDryRun else { return }
        try confirm(sentence)
    }

    /// Asks, and throws when the answer is no.
    func confirm(_ sentence: String) throws {
        guard !saysYes, !isDryRun else { return }
        guard terminal.isInputInteractive else {
            throw CommandFailure.usage(
                "confirmation-needed", "\(sentence) Nobody is there to be asked, so nothing was done.",
                next: commandWithYes)
        }
        terminal.error("\(Printable.line(sentence)) Go on? [y/N] ")
        let reply = (terminal.readLine() ?? "").lowercased()
        guard reply == "y" || reply == "yes" else {
            throw CommandFailure(
                Problem(Problem.Code("not-confirmed"), status: 0, "Nothing was done."), .refused)
        }
    }

    /// What was typed, with `--yes`, and with the brand and the daemon that were chosen elsewhere: typed in another place
    /// it must mean nothing else.
    private var commandWithYes: String {
        var words = CommandRunner.arguments
        let end = words.firstIndex(of: "--") ?? words.endIndex
        let options = words[..<end]
        func isTyped(_ option: String) -> Bool { options.contains { $0 == option || $0.hasPrefix(option + "=") } }
        func chosen(_ option: String, _ value: String?) -> [String] {
            guard let value, !value.isEmpty, !isTyped(option) else { return [] }
            return [option, value]
        }
        let host = chosen("--host", terminal.variables["SMM_HOST"])
        // Of a daemon elsewhere the socket here says nothing.
        let isElsewhere = isTyped("--host") || !host.isEmpty
        let socket = isElsewhere ? [] : chosen("--socket", terminal.variables["SMM_SOCKET"])
        words.insert(contentsOf: host + socket + chosen("--brand", brand) + ["--yes"], at: end)
        return "smmctl " + words.map(Shell.quote).joined(separator: " ")
    }
}
