import ArgumentParser
import SMMAPI
import SMMModel

extension AccountCommands {
    /// `account invite`: a client connects an account of theirs, without one on this machine.
    struct Invite: Change {
        static let configuration = CommandConfiguration(
            commandName: "invite", abstract: "Makes an address by which a client connects an account of theirs.",
            discussion: """
                Send the address to the client alone: whoever opens it can connect an account to the brand, once. Opening \
                it does nothing yet; the client presses a button, signs in at the network and comes back. You get a \
                notice when it is done. It takes the door, see docs/operations.md, and a network that signs in by a \
                browser.

                EXAMPLES
                  smmctl account invite mastodon --server example.social --name millers
                  smmctl account invite mastodon --server example.social --time 2d
                """)

        @Argument(help: "The network, see `smmctl platform list`.") var platform: String
        @Option(help: "The short name the account gets; the network's name when left out.") var name: String?
        @OptionGroup var place: AccountPlaceOptions
        @Option(help: ArgumentHelp("How long the client has, such as 12h or 2d.", valueName: "span")) var time: String =
            "7d"
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let settings = try place.read()
            let body = CreateInvite(
                brand: session.brand, platform: platform, name: name ?? platform,
                settings: settings.isEmpty ? nil : settings, hours: try hours())
            let answer: Answer<InviteView> = try await session.call(.createInvite, body: body)
            let now = session.terminal.now()
            session.show(answer, ids: answer.value.url.map { [$0] } ?? []) { invite, sheet in
                guard let url = invite.url else {
                    sheet.line("Everything that can be checked without the client is right.")
                    return
                }
                sheet.line(
                    "Send this to the client of brand \(invite.brand.name); it is good once, until "
                        + "\(When.full(invite.expiresAt, now: now)):")
                sheet.line(url)
            }
            guard answer.value.url != nil, session.format == .table else { return }
            session.remark(
                "It is not shown again. To take it back:", next: "smmctl account uninvite \(answer.value.id)")
        }

        private func hours() throws -> Int {
            let allowed = "whole hours from 1h to 30d"
            guard let seconds = SpanText.seconds(time), seconds > 0, seconds % 3600 == 0 else {
                throw CommandFailure.usage(
                    "time-invalid", "That is no time for an invite.", given: time, allowed: allowed)
            }
            return seconds / 3600
        }
    }

    /// `account invites`: which there are.
    struct Invites: Act {
        static let configuration = CommandConfiguration(
            commandName: "invites", abstract: "Lists the invites for clients.")

        @Flag(help: "Also those that were used, withdrawn, or are over.") var ended = false
        @OptionGroup var page: PageOptions
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let now = session.terminal.now()
            let answer: Answer<SMMAPI.Page<InviteView>> = try await session.call(
                .listInvites, query: [("brand", session.brand), ("ended", ended ? "true" : nil)] + page.query)
            session.show(answer, ids: answer.value.items.map(\.id.description)) { page, sheet in
                var table = Table([
                    .text("BRAND", rank: 3), .key("NAME"), .text("PLATFORM", rank: 4), .text("STATE", rank: 5),
                    .text("UNTIL", rank: 2), .text("BY", rank: 1), .text("ID", rank: 3),
                ])
                for invite in page.items {
                    table.rows.append([
                        Table.Cell(invite.brand.name), Table.Cell(invite.name, .strong), Table.Cell(invite.platform),
                        Table.Cell(invite.state), Table.Cell(When.short(invite.expiresAt, now: now)),
                        Table.Cell(invite.createdBy), Table.Cell(invite.id.description, .faint),
                    ])
                }
                sheet.table(table)
            }
            session.remarkMore(answer.value.next, "account invites")
            if answer.value.items.isEmpty {
                session.remark("No invite is open.", next: "smmctl account invite PLATFORM")
            }
        }
    }

    /// `account uninvite`: takes one back.
    struct Uninvite: Change {
        static let configuration = CommandConfiguration(
            commandName: "uninvite", abstract: "Takes an invite back: its address is good for nothing any more.")

        @Argument(help: "The invite: id or unique beginning of it.") var invite: String
        @OptionGroup var dryRun: DryRunOption
        @OptionGroup(title: "Common options") var common: CommonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<InviteView> = try await session.call(.withdrawInvite, path: ["invite": invite])
            session.show(answer, ids: [answer.value.id.description]) { invite, sheet in
                sheet.line("The invite for “\(invite.name)” in brand \(invite.brand.name) is withdrawn.")
            }
        }
    }
}
