import Foundation
import SMMLab
import SMMTestSupport
import Testing

/// The search is only worth something where a planted leak is found: each is made here by other code than the search's.
@Suite("The search for planted secrets")
struct CanarySearchTests {
    private static let secret = "CANARY_access_0f1e2d3c4b5a69788796a5b4c3d2e1f0"

    /// A leak of `secret` in each form, by the name that the search gives it.
    private static var leaks: [(form: String, bytes: [UInt8])] {
        let bytes = Array(secret.utf8)
        let lower = bytes.map { String(format: "%02x", $0) }
        let upper = bytes.map { String(format: "%02X", $0) }
        var leaks: [(String, [UInt8])] = [("raw", bytes)]
        for (name, pairs) in [("lower", lower), ("upper", upper)] {
            leaks.append(("hex, \(name) case", Array(pairs.joined().utf8)))
            leaks.append(("hex with blanks, \(name) case", Array(pairs.joined(separator: " ").utf8)))
            leaks.append(("percent, \(name) case", Array(pairs.map { "%\($0)" }.joined().utf8)))
            leaks.append(("JSON escapes, \(name) case", Array(pairs.map { "\\u00\($0)" }.joined().utf8)))
        }
        leaks.append(("numbers", Array("\(bytes)".utf8)))
        leaks.append(("UTF-16, little endian", Array(secret.data(using: .utf16LittleEndian) ?? Data())))
        leaks.append(("UTF-16, big endian", Array(secret.data(using: .utf16BigEndian) ?? Data())))
        for (shift, before) in ["", "a", "ab"].enumerated() {
            for after in ["", "z", "yz"] {
                let text = Data((before + secret + after).utf8).base64EncodedString()
                leaks.append(("base64 after \(shift)", Array(text.utf8)))
            }
        }
        return leaks
    }

    @Test("a planted leak is found in each form, and told by its form and place without the secret")
    func eachForm() {
        var search = CanarySearch()
        search.add("access", Self.secret)
        for (form, bytes) in Self.leaks {
            let hits = search.hits(in: Array("{\"a\":\"".utf8) + bytes + Array("\"}\n".utf8), at: "here")
            #expect(hits.contains(CanarySearch.Hit(kind: "access", form: form, place: "here")), "\(form)")
            #expect(!hits.description.contains("0f1e2d3c"))
        }
    }

    @Test("base64 in the alphabet of URLs, percent escapes where needed and JSON's slashes are found")
    func otherAlphabets() throws {
        let secret = "CANARY_x?>~/ÿÿ>>>???/0123456789"
        var search = CanarySearch()
        search.add("odd", secret)
        let plain = Data(secret.utf8).base64EncodedString()
        let forURL = plain.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        try #require(plain != forURL)
        #expect(search.hits(in: Array(forURL.utf8), at: "u").map(\.form) == ["base64url after 0"])
        let escaped = try #require(secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        #expect(
            search.hits(in: Array(escaped.replacing("%5F", with: "_").replacing("%7E", with: "~").utf8), at: "p").map(
                \.form) == ["percent where needed"])
        let json = try JSONEncoder().encode([secret])
        #expect(search.hits(in: Array(json), at: "j").map(\.form) == ["JSON with slashes"])
    }

    @Test("a long secret is found though its end or its beginning was cut off; what is near it is none")
    func cut() {
        let long = (0..<40).map { "part\($0)." }.joined()
        var search = CanarySearch()
        search.add("long", long)
        search.add("short", "tooshort")
        #expect(search.secrets == 1)
        #expect(!search.hits(in: Array(long.utf8.prefix(60)), at: "head").isEmpty)
        #expect(!search.hits(in: Array(long.utf8.suffix(60)), at: "tail").isEmpty)
        #expect(search.hits(in: Array(long.utf8.dropFirst(100).prefix(40)), at: "middle").isEmpty)
        var near = CanarySearch()
        near.add("access", Self.secret)
        #expect(near.hits(in: Array(Self.secret.prefix(20).utf8) + [0x78], at: "near").isEmpty)
        // The head of a token that all have alike tells nothing.
        let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJqdGkiOiIwMTIzNDU2Nzg5In0.c2lnbmF0dXJlLTAxMjM0"
        near.add("token", token)
        #expect(near.hits(in: Array(token.prefix { $0 != "." }.utf8), at: "head").isEmpty)
        #expect(!near.hits(in: Array(token.drop { $0 != "." }.utf8), at: "rest").isEmpty)
        #expect(near.hits(in: [], at: "nothing").isEmpty)
    }

    @Test("a leak in a file of a folder below, or in a file's name, is found, and what is left out is not looked at")
    func folders() async throws {
        try await withTemporaryFolder { folder in
            try LabFile.makeFolder(folder + "/a/b")
            try LabFile.write("hush: \(Self.secret)", to: folder + "/a/b/file")
            try LabFile.write("nothing", to: folder + "/a/\(Self.secret)")
            try LabFile.write(Self.secret, to: folder + "/key")
            var search = CanarySearch()
            search.add("access", Self.secret)
            let found = try search.hits(below: folder, except: [folder + "/key"])
            #expect(found.files == 2 && found.bytes == 6 + Self.secret.utf8.count + 7)
            #expect(found.hits.contains { $0.place == folder + "/a/b/file" })
            #expect(found.hits.contains { $0.place == "the name of a file in \(folder)/a" })
            #expect(!found.hits.contains { $0.place.hasSuffix("/key") })
        }
    }
}
