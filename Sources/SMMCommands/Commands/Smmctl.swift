import ArgumentParser

/// `smmctl`: the whole command line.
struct Smmctl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smmctl",
        abstract: "Runs your social media from the command line; smmd does the work.",
        discussion: """
            Without a command it shows how everything stands.

            EXAMPLES
              smmctl                                        how everything stands
              smmctl post "Open until nine tonight"         goes out in the next free slot
              smmctl post "Now!" --media a.jpg --alt "…" --now
              smmctl post create --to shop --at "tomorrow 09:30" --file text.txt
              smmctl queue                                  what goes out next
              smmctl why last                               the whole story of the last post
              smmctl undo                                   takes back what you did last
              smmctl --host ssh://me@server status          from another machine

            Ids may be shortened to a unique beginning; `last` is the newest post. Times are those of the brand \
            (its zone), with UTC beside them. Data goes to standard output, everything else to standard error.

            EXIT STATUS
              0 done   1 refused or failed   2 cannot be used as typed   3 daemon not reachable
              4 not found   5 a person must decide   75 not now, try again later
            """,
        version: Release.text,
        subcommands: [
            StatusCommand.self, PostCommands.self, WhyCommand.self, QueueCommand.self, UndoCommand.self,
            EventsCommand.self, BrandCommands.self, AccountCommands.self, VaultCommands.self, GroupCommands.self,
            SlotCommands.self,
            MediaCommands.self, PlatformCommands.self, HoldCommands.self, FuseCommands.self, UserCommands.self,
            HookCommands.self,
            NotifyCommands.self, ConfigCommands.self, DoctorCommand.self, DoorCommands.self, BackupCommand.self,
            RestoreCommand.self,
            VersionCommand.self, WhoamiCommand.self, CompletionsCommand.self, ProxyCommand.self,
        ],
        defaultSubcommand: StatusCommand.self)
}
