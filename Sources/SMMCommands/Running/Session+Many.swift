import SMMAPIClient

extension Session {
    /// Does something for each of `ids`; goes on after a refusal, tells it, and ends with the worst status.
    func forEach(_ ids: [String], _ act: (String) async throws -> Void) async throws {
        var worst: CommandFailure?
        for id in ids {
            do {
                try await act(id)
            } catch let failure as CommandFailure where ids.count > 1 && failure.status != .unreachable {
                worst = failure
                let lines = ProblemText.lines(failure.problem, palette: terminal.errorPalette)
                terminal.error("\(Printable.line(id)): " + lines.joined(separator: "\n") + "\n")
            }
        }
        if let worst { throw CommandFailure.silent(worst.status) }
    }

    /// Says how to see the next page.
    func remarkMore(_ cursor: String?, _ command: String) {
        guard let cursor, format == .table else { return }
        remark("There is more:", next: "smmctl \(command) --cursor \(Shell.quote(cursor))")
    }
}
