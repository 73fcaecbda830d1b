import Foundation
import SMMAdapterKit
import SMMModel
import SMMNotices
import SMMTestSupport
import Testing

@Suite struct MailTests {
    private func message(
        title: String = "bakery: A post missed its time", body: String = "It was due.",
        severity: NoticeSeverity = .critical,
        replyTo: String? = nil
    ) -> NoticeMessage {
        NoticeMessage(
            key: "ntc_1", replyTo: replyTo, severity: severity, title: title, body: body,
            commands: ["smmctl post retry pst_1"], details: ["Post: pst_1"], at: TestClock.start, kind: "missed",
            count: 1)
    }

    private func settings(_ spool: String = "/nonexistent", to: [String] = ["ops@example.org"], host: String = "web1")
        -> MailSettings
    {
        MailSettings(to: to, from: "smmd@example.org", spool: spool, host: host)
    }

    @Test("a plain notice is a plain mail")
    func plain() throws {
        let mail = try #require(MailMessage(message(), settings: settings(to: ["a@example.org", "b@example.org"])))
        #expect(
            mail.text == """
                From: smmd <smmd@example.org>
                To: a@example.org,
                 b@example.org
                Subject: bakery: A post missed its time
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Message-ID: <ntc_1@web1>
                Auto-Submitted: auto-generated
                Importance: high
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                It was due.

                Type:
                    smmctl post retry pst_1

                Post: pst_1

                """)
    }

    static let hostile = [
        "Ümläute und 日本語 und 🥐 in einer recht langen Zeile, die mehr als ein Wort der Kodierung braucht 🥐🥐🥐",
        "forged\nBcc: victim@example.org\n\nbody", "forged\r\nBcc: victim@example.org", "=?utf-8?Q?already?=", "",
        "\u{202e}txt.exe \u{0}\u{1b}[2J", String(repeating: "long ", count: 400), "trailing space ",
        "From here\n.\n..dots\n\ttab\t\nspace \n=3D= equals", "\u{2028}line\u{2029}separators\u{85}next",
    ]

    @Test("no text of a notice adds a header, and a mail program reads it back whole", arguments: hostile)
    func readBack(text: String) throws {
        let pending = PendingNotice(
            Notice(
                id: NoticeID(rawValue: 99), brand: BrandID(rawValue: 7), brandName: text, kind: "x\nBcc: k@example.org",
                severity: .critical, subject: text, body: text, command: text, createdAt: TestClock.start))
        let message = try #require(MessageWriter(host: "web1").write([pending], at: TestClock.start))
        let mail = try #require(MailMessage(message, settings: settings(host: "we\nb1")))
        #expect(mail.text.unicodeScalars.allSatisfy { $0.isASCII && ($0.value >= 0x20 || $0 == "\n" || $0 == "\t") })
        // RFC 5322, 2.1.1: 998 is the limit; 78 is advice that a long word cannot keep.
        #expect(mail.text.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 })
        guard let read = try PythonMail.parse(mail.text) else { return }
        #expect(read.defects == [])
        #expect(
            read.names == [
                "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Importance", "MIME-Version",
                "Content-Type", "Content-Transfer-Encoding",
            ])
        #expect(read.subject == message.title)
        #expect(read.body == message.text)
    }

    @Test(
        "an address that could smuggle something stops the mail",
        arguments: [
            "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "<a@example.org>", "a b@example.org",
            "-f@example.org", "@example.org", "a@", "a@b@c", "a@exa\u{202e}mple.org", "\"a\"@example.org",
        ])
    func addresses(address: String) async {
        #expect(MailMessage(message(), settings: settings(to: [address])) == nil)
        #expect(
            MailMessage(message(), settings: MailSettings(to: ["a@b.c"], from: address, spool: "/", host: "h")) == nil)
        let outcome = await MailChannel(settings: settings(to: [address])).deliver(message())
        #expect(outcome.failure?.code == "address")
    }

    @Test("a reminder points to the first message")
    func thread() throws {
        let mail = try #require(MailMessage(message(severity: .warning, replyTo: "ntc_0"), settings: settings()))
        #expect(mail.text.contains("\nIn-Reply-To: <ntc_0@web1>\nReferences: <ntc_0@web1>\n"))
        #expect(!mail.text.contains("Importance"))
    }

    @Test("the spool gets one whole file for a message, however often it is written; folders are made")
    func spool() async throws {
        try await withTemporaryFolder { folder in
            let channel = MailChannel(settings: settings(folder + "/spool/mail"))
            for _ in 1...3 { #expect(await channel.deliver(message()) == .delivered) }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/spool/mail")
            #expect(names == ["ntc_1.eml"])
            let path = folder + "/spool/mail/ntc_1.eml"
            let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
            #expect(text == MailMessage(message(), settings: settings())?.text)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("a spool that cannot be written says so, and a link in the way is not followed")
    func brokenSpool() async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/file"))
            let outcome = await MailChannel(settings: settings(folder + "/file/mail")).deliver(message())
            #expect(outcome.failure?.message == "The mail could not be opened in the spool folder: Not a directory.")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/.ntc_1.eml", withDestinationPath: folder + "/file")
            let linked = await MailChannel(settings: settings(folder)).deliver(message())
            #expect(linked.failure?.code == "spool")
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/file")).isEmpty)
        }
    }
}
