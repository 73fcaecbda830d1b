import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("Bodies as servers read them")
struct WireFormTests {
    private let client = MastodonClient(.mastodon.unthrottled)

    @Test("a poll is the same by JSON, by form and by multipart")
    func forms() async throws {
        let json = try await client.post(
            "Bread?",
            ["poll": .object(["options": .array([.string("yes"), .string("no")]), "expires_in": .number(3600)])])
        let form = try await client.form(
            "POST", "/api/v1/statuses",
            [
                ("status", "Bread?"), ("poll[options][]", "yes"), ("poll[options][]", "no"),
                ("poll[expires_in]", "3600"),
            ])
        var parts = MultipartForm(boundary: "b0b0b0b0b0")
        parts.add("status", "Bread?")
        parts.add("poll[options][]", "yes")
        parts.add("poll[options][]", "no")
        parts.add("poll[expires_in]", "3600")
        let multipart = try await client.send(
            "POST", "/api/v1/statuses", headers: [HTTPField("Content-Type", parts.contentType)],
            body: parts.body.bytes ?? [])
        for answer in [json, form, multipart] {
            #expect(answer.status == 200)
            #expect(answer["poll"]?["options"]?.elements?.compactMap { $0["title"]?.string } == ["yes", "no"])
        }
    }

    @Test(
        "a body that is broken or of no known type is refused and nothing is made",
        arguments: [
            ("application/json", "{"), ("application/json", "[]"), ("text/plain", "status=a"),
            ("application/x-www-form-urlencoded", "status=%f"), ("application/x-www-form-urlencoded", "status[=a"),
            ("application/x-www-form-urlencoded", "status=a&status[b]=c"),
            ("multipart/form-data; boundary=x", "--y\r\n"), ("multipart/form-data", "--x--"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n"),
            ("multipart/form-data; boundary=x", "--x\nContent-Disposition: form-data; name=\"status\"\n\na\n--x--\n"),
        ])
    func broken(type: String, body: String) async throws {
        let answer = try await client.send(
            "POST", "/api/v1/statuses", headers: [HTTPField("Content-Type", type)], body: Array(body.utf8))
        #expect(answer.status == 400)
        #expect(client.host.report().items.isEmpty)
    }

    @Test("mutated requests of every form never trap")
    func mutations() async throws {
        var parts = MultipartForm(boundary: "b0b0b0b0b0")
        parts.add("status", "Bread?")
        parts.add("poll[options][]", "yes")
        parts.add("file", file: "a", type: "image/png", content: HTTPBody([1, 2, 3]))
        let seeds: [(String, [UInt8])] = [
            (parts.contentType, parts.body.bytes ?? []),
            ("application/x-www-form-urlencoded", Array("status=a&poll[options][]=b&media_attributes[][id]=1".utf8)),
            ("application/json", Array(#"{"status":"a","poll":{"options":["b"],"expires_in":300}}"#.utf8)),
        ]
        var mutator = FakeMutator(seed: 3)
        for _ in 0..<1500 {
            for (type, seed) in seeds {
                for path in ["/api/v1/statuses", "/api/v2/media", "/oauth/token"] {
                    let answer = try await client.send(
                        "POST", path, headers: [HTTPField("Content-Type", type)], body: mutator.mutate(seed))
                    #expect([200, 400, 401, 422].contains(answer.status))
                }
            }
        }
    }
}
