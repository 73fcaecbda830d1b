import Foundation
import SMMTestSupport

/// Reads a mail with Python's parser, which is not ours.
enum PythonMail {
    struct Read: Decodable {
        var names: [String]
        var subject: String
        var body: String
        var defects: [String]
    }

    private static let program = """
        import sys, json, email, email.policy
        m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
        d = [repr(x) for x in m.defects] + [repr(x) for k in m.keys() for x in m[k].defects]
        json.dump({"names": m.keys(), "subject": m["Subject"], "body": m.get_content(), "defects": d}, sys.stdout)
        """

    /// What Python makes of it; nil, with a line, where there is no Python.
    static func parse(_ text: String) throws -> Read? {
        let python = "/usr/bin/python3"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            print("skipped: no \(python) to read mails back")
            return nil
        }
        let run = try ProgramRun([python, "-c", program], input: Array(text.utf8))
        return try JSONDecoder().decode(Read.self, from: Data(run.output))
    }
}
