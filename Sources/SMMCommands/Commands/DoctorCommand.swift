import ArgumentParser
import SMMAPI
import SMMAPIClient

/// `doctor`: what is wrong with the installation.
struct DoctorCommand: Act {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks for what is wrong, and says what to do.",
        discussion: """
            The exit status is 0 when there is no error, 1 when there is one, 3 when the daemon cannot be reached.
            """)

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<DoctorView>
        do {
            answer = try await session.call(.doctor)
        } catch let error as ClientError {
            let view = Self.unreachable(error)
            session.show(Answer(value: view, body: Array(try WireJSON.encode(view)))) { Self.draw($0, &$1) }
            throw CommandFailure.silent(ExitStatus.of(error))
        }
        session.show(answer, ids: answer.value.findings.filter { $0.level == "error" }.map(\.code)) {
            Self.draw($0, &$1)
        }
        if !answer.value.healthy { throw CommandFailure.silent(.refused) }
    }

    /// What can be said without the daemon.
    private static func unreachable(_ error: ClientError) -> DoctorView {
        DoctorView(
            healthy: false,
            findings: [
                Finding(code: error.code.rawValue, level: "error", message: error.message, next: error.next),
                Finding(
                    code: "service-state", level: "warning", message: "See what the service manager says of it.",
                    next: "systemctl status smmd.socket smmd"),
                Finding(
                    code: "service-log", level: "warning", message: "See what it said last.",
                    next: "journalctl --unit smmd --lines 20"),
                Finding(
                    code: "config-check", level: "warning", message: "See whether its files hold together.",
                    next: "smmctl config check --directory /etc/smmd"),
            ])
    }

    private static func draw(_ view: DoctorView, _ sheet: inout Sheet) {
        for finding in view.findings {
            let mark: Table.Cell =
                switch finding.level {
                case "ok": Table.Cell(sheet.palette.isUnicode ? "✓" : "+", .good)
                case "warning": Table.Cell("!", .warning)
                default: Table.Cell(sheet.palette.isUnicode ? "✗" : "x", .bad)
                }
            sheet.line([mark, Table.Cell(finding.message)])
            if let next = finding.next { sheet.line([Table.Cell("  →"), Table.Cell(next, .accent)]) }
        }
        sheet.blank()
        let warnings = view.findings.count { $0.level == "warning" }
        let well =
            warnings == 0 ? "All is well." : "All works. Marked with !: \(warnings) to look at when there is time."
        sheet.line(view.healthy ? well : "Something is wrong.", view.healthy ? .good : .bad)
    }
}
