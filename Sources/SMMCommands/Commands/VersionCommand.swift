import ArgumentParser
import SMMAPI
import SMMAPIClient

/// `version`: what runs here and there.
struct VersionCommand: Act {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Shows the releases of smmctl and of the daemon.")

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        if session.format == .table { session.terminal.output("smmctl \(Release.text)\n") }
        do {
            let answer: Answer<VersionView> = try await session.call(.version)
            session.show(answer, ids: [answer.value.release]) { version, sheet in
                sheet.line("smmd \(version.release), API \(version.api)")
            }
        } catch let error as ClientError where session.format == .table {
            session.remark("smmd: \(error.message)")
            throw CommandFailure.silent(ExitStatus.of(error))
        }
    }
}
