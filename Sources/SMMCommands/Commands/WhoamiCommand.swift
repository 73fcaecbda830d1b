import ArgumentParser
import SMMAPI

/// `whoami`: who the daemon takes you for.
struct WhoamiCommand: Act {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Shows who the daemon takes you for, and your roles.")

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<WhoAmIView> = try await session.call(.whoami)
        session.show(answer, ids: [answer.value.name]) { view, sheet in
            sheet.line("\(view.name)\(view.uid.map { " (uid \($0))" } ?? "")", .strong)
            if let role = view.everywhere { sheet.line("\(role.rawValue) in every brand") }
            for role in view.brands { sheet.line("\(role.role.rawValue) in brand \(role.brand.name)") }
            guard view.everywhere == nil, view.brands.isEmpty else { return }
            sheet.line("no role in any brand: an admin gives one with")
            sheet.next(["smmctl user grant \(view.name) author --brand NAME"])
        }
    }
}
