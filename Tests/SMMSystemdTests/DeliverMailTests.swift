import Foundation
import Testing

/// The script that smmd-mail.service runs: it must never lose a message, and never be started for ever by one.
@Suite struct DeliverMailTests {
    /// A spool, and a sendmail that records what it takes and ends with the number in the file `status`.
    private func withSpool(_ body: (Spool) throws -> Void) throws {
        let spool = try Spool()
        defer { try? FileManager.default.removeItem(at: spool.root) }
        try body(spool)
    }

    @Test("what sendmail takes leaves the spool")
    func delivered() throws {
        try withSpool { spool in
            try spool.put("1.eml", "To: a@example.org\n\nfirst\n")
            try spool.put("2.eml", "To: a@example.org\n\nsecond\n")
            #expect(try spool.deliver() == 0)
            #expect(try spool.names() == [])
            #expect(try spool.sent() == "To: a@example.org\n\nfirst\nTo: a@example.org\n\nsecond\n")
        }
    }

    @Test("what sendmail cannot take yet leaves the path unit's sight, and goes with the next try")
    func later() throws {
        try withSpool { spool in
            try spool.put("1.eml", "later\n")
            try spool.answer(75)
            #expect(try spool.deliver() == 75)
            #expect(try spool.names() == ["1.later"])
            #expect(try spool.deliver() == 75)
            #expect(try spool.names() == ["1.later"])
            try spool.answer(0)
            #expect(try spool.deliver() == 0)
            #expect(try spool.names() == [])
            #expect(try spool.sent() == "later\n")
        }
    }

    @Test("a machine without sendmail keeps every message")
    func noSendmail() throws {
        try withSpool { spool in
            try spool.put("1.eml", "kept\n")
            #expect(try spool.deliver(sendmail: "/nonexistent/sendmail") == 75)
            #expect(try spool.names() == ["1.later"])
        }
    }

    @Test("what sendmail will never take is set aside, and the rest goes", arguments: [64, 65, 67, 68])
    func refused(status: Int) throws {
        try withSpool { spool in
            try spool.put("1.eml", "wrong\n")
            try spool.answer(status)
            #expect(try spool.deliver() == 0)
            #expect(try spool.names() == ["failed", "failed/1.eml"])
        }
    }

    @Test("after the days of tries a message is set aside, not dropped")
    func givenUp() throws {
        try withSpool { spool in
            try spool.put("1.later", "old\n")
            try spool.age("1.later", days: 7)
            try spool.answer(75)
            #expect(try spool.deliver() == 0)
            #expect(try spool.names() == ["failed", "failed/1.eml"])
        }
    }

    @Test("a link is set aside unread, and a half-written file is left alone")
    func foreign() throws {
        try withSpool { spool in
            try spool.put("../secret", "secret\n")
            try spool.link("1.eml", to: "../secret")
            try spool.put(".2.eml", "half")
            #expect(try spool.deliver() == 0)
            #expect(try spool.names() == [".2.eml", "failed", "failed/1.eml"])
            #expect(try spool.sent() == "")
        }
    }

    @Test("names that look like options or hold spaces are plain names")
    func names() throws {
        try withSpool { spool in
            try spool.put("-rf.eml", "dash\n")
            try spool.put("a b.eml", "space\n")
            #expect(try spool.deliver() == 0)
            #expect(try spool.names() == [])
            #expect(try spool.sent() == "dash\nspace\n")
        }
    }
}
