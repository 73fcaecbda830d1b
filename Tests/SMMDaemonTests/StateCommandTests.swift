import SMMDaemon
import SMMDatabase
import Testing

@Suite("The commands a failure names")
struct StateCommandTests {
    private static let installed = StateCommand(owner: 998, me: 998, name: "smmd", configuration: nil, state: nil)
    private static let own = StateCommand(
        owner: 1001, me: 1001, name: "anna", configuration: "/home/anna/my smmd", state: "/home/anna/it's")

    @Test(
        "are those of the daemon that failed: as whom its state folder belongs to, on the folders it was started with")
    func commands() {
        #expect(Self.installed.restore("/b/1.db") == "sudo -u smmd smmd restore /b/1.db")
        #expect(Self.installed.restore(nil) == "sudo -u smmd smmd restore FILE")
        #expect(
            Self.own.restore("/b/my 1.db")
                == "smmd restore '/b/my 1.db' --config '/home/anna/my smmd' --state '/home/anna/it'\\''s'")
        #expect(
            Self.installed.move([("/s/b-wal", "/s/a-wal"), ("/s/b", "/s/a")])
                == "sudo -u smmd mv /s/b-wal /s/a-wal && sudo -u smmd mv /s/b /s/a")
        #expect(
            Self.installed.fetch("/root/1.db", to: "/s/1.db")
                == "sudo install -o smmd -m 600 /root/1.db /s/1.db")
    }

    @Test(
        "need sudo where the folder is another's, or an account's that nobody logs in to",
        arguments: [
            (998, 0, "sudo -u smmd smmd"), (998, 998, "sudo -u smmd smmd"), (1001, 0, "sudo -u smmd smmd"),
            (0, 1001, "sudo -u smmd smmd"), (0, 0, "smmd"), (1001, 1001, "smmd"),
        ] as [(UInt32, UInt32, String)])
    func prefix(owner: UInt32, me: UInt32, words: String) {
        let command = StateCommand(owner: owner, me: me, name: "smmd", configuration: nil, state: nil)
        #expect(command.restore(nil) == words + " restore FILE")
    }

    @Test("a user without a name is known by its number, as each program takes it")
    func nameless() {
        let command = StateCommand(owner: 998, me: 0, name: nil, configuration: nil, state: nil)
        #expect(command.restore(nil) == "sudo -u '#998' smmd restore FILE")
        #expect(command.makeFolder("/s") == "sudo install -d -o 998 -m 700 /s")
    }

    @Test("say of a full disk where there is no room and what can go")
    func full() {
        let failure = DaemonFailure(DatabaseFailure(.full, "database or disk is full, in: COMMIT"), at: place)
        #expect(failure.status == .failure)
        #expect(failure.message.contains("There is no room left in /s: df -h /s\n"))
        #expect(failure.message.contains("ls -l /s/backups") && failure.message.contains("/s/smmd.db.before-restore-*"))
    }

    @Test("say of files that may not be written whose they must be")
    func readOnly() {
        let failure = DaemonFailure(DatabaseFailure(.readOnly, "open /s/smmd.db.lock: Permission denied"), at: place)
        #expect(failure.status == .configuration && failure.message.hasSuffix("must be smmd's to write: ls -la /s"))
    }

    @Test("bring back what a restore has moved aside, and never remove anything")
    func cutOff() {
        var place = place
        place.newest = "/s/backups/1.db"
        place.moves = [("/s/smmd.db.before-restore-1", "/s/smmd.db")]
        let failure = DaemonFailure(DatabaseFailure(.missing, "/s/smmd.db is not there"), at: place)
        #expect(failure.status == .data)
        #expect(failure.message.contains("sudo -u smmd smmd restore /s/backups/1.db\n"))
        #expect(failure.message.hasSuffix(": sudo -u smmd mv /s/smmd.db.before-restore-1 /s/smmd.db"))
    }

    private var place: DatabasePlace {
        DatabasePlace(path: "/s/smmd.db", backups: "/s/backups", command: Self.installed)
    }
}
