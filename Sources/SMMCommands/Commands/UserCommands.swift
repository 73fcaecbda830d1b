import ArgumentParser
import SMMAPI
import SMMModel

/// `user`: who may do what in which brand.
struct UserCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Who may do what in which brand.",
        discussion: """
            Roles, each including the ones before it: viewer reads; author writes; approver publishes, releases holds \
            and resolves unknowns; admin manages accounts, users and the daemon.

            EXAMPLES
              smmctl user grant anna author --brand bakery
              smmctl user grant staff viewer --group --everywhere
              smmctl user list
              smmctl user revoke anna --brand bakery
            """,
        subcommands: [Grant.self, Revoke.self, List.self])

    struct Grant: Change {
        static let configuration = CommandConfiguration(
            commandName: "grant", abstract: "Gives a role to a Unix user or group.")

        @Argument(help: "The Unix user (with --group: the Unix group).") var subject: String
        @Argument(help: "viewer, author, approver or admin.") var role: String
        @Flag(help: "The name is a Unix group's.") var group = false
        @Flag(help: "In every brand, those to come included.") var everywhere = false
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let brand = everywhere ? nil : try await session.brandName(nil)
            let body = CreateGrant(
                user: group ? nil : subject, group: group ? subject : nil, role: role, brand: brand,
                everywhere: everywhere ? true : nil)
            let answer: Answer<GrantView> = try await session.call(.createGrant, body: body)
            session.show(answer, ids: [answer.value.id.description]) { grant, sheet in
                sheet.line(
                    "\(grant.subjectKind.prefix(1).uppercased() + grant.subjectKind.dropFirst()) \(grant.subject) is "
                        + "\(grant.role.rawValue) in \(UserCommands.place(grant)) (\(grant.id)).")
            }
        }
    }

    struct Revoke: Change {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Takes a role back.",
            discussion: "The grant is named by its id or by the user.",
            aliases: ["rm"])

        @Argument(help: "The grant's id, or a Unix user (with --group: group).") var subject: String
        @Flag(help: "The name is a Unix group's.") var group = false
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let id = subject.hasPrefix("grt_") ? subject : try await find(session)
            let answer: Answer<GrantView> = try await session.call(.revokeGrant, path: ["grant": id])
            session.show(answer, ids: [answer.value.id.description]) { grant, sheet in
                sheet.line("\(grant.subject) is no longer \(grant.role.rawValue) in \(UserCommands.place(grant)).")
            }
        }

        private func find(_ session: Session) async throws -> String {
            let grants: Answer<SMMAPI.Page<GrantView>> = try await session.call(
                .listGrants,
                query: [("brand", session.brand), ("user", group ? nil : subject), ("group", group ? subject : nil)])
            let found = grants.value.items
            guard let only = found.first else {
                throw CommandFailure(.notFound("grant", subject, next: "smmctl user list"))
            }
            guard found.count == 1 else {
                throw CommandFailure.usage(
                    "grant-ambiguous", "\(subject) has several roles: say which one goes.", given: subject,
                    allowed: found.map { "\($0.id) (\($0.role.rawValue) in \(UserCommands.place($0)))" }
                        .joined(separator: ", "), next: "smmctl user revoke \(only.id)")
            }
            return only.id.description
        }
    }

    struct List: Act {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the roles given.", aliases: ["ls"])

        @Option(help: "Only this Unix user's.") var user: String?
        @Option(help: "Only this Unix group's.") var group: String?
        @Flag(help: "Also those taken back.") var revoked = false
        @OptionGroup var page: PageOptions
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let now = session.terminal.now()
            let answer: Answer<SMMAPI.Page<GrantView>> = try await session.call(
                .listGrants,
                query: [
                    ("brand", session.brand), ("user", user), ("group", group), ("revoked", revoked ? "true" : nil),
                ] + page.query)
            session.show(answer, ids: answer.value.items.map(\.id.description)) { page, sheet in
                var table = Table([
                    .text("WHO"), .text("KIND"), .text("ROLE"), .text("WHERE"), .text("SINCE"), .text("BY"),
                    .text("TAKEN BACK"), .text("ID"),
                ])
                for grant in page.items {
                    table.rows.append([
                        Table.Cell(grant.subject, .strong), Table.Cell(grant.subjectKind),
                        Table.Cell(grant.role.rawValue), Table.Cell(UserCommands.place(grant)),
                        Table.Cell(When.short(grant.grantedAt, now: now)), Table.Cell(grant.grantedBy),
                        Table.Cell(
                            grant.revokedAt.map { "\(When.short($0, now: now)) by \(grant.revokedBy ?? "?")" } ?? ""),
                        Table.Cell(grant.id.description, .faint),
                    ])
                }
                sheet.table(table)
            }
            session.remarkMore(answer.value.next, "user list")
        }
    }

    private static func place(_ grant: GrantView) -> String {
        grant.brand.map { "brand \($0.name)" } ?? "every brand"
    }
}
