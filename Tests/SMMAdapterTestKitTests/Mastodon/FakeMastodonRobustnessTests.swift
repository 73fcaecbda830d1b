import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SMMTestSupport
import Testing

@Suite("The fake Mastodon: anything may be sent to it")
struct FakeMastodonRobustnessTests {
    private static let queries = [
        "", "?limit=99999999999999999999", "?limit=-1", "?max_id=", "?min_id=%00&since_id=%F0%9F%98%80", "?id[]=1&id=2",
        "?types[]=&types[]=mention", "?[]=1", "?a[b][c][d][e][f][g][h][i][j]=1", "?limit=1e9&limit[]=2", "?%",
        "?acct=@@@",
        "?scope=%20&client_id=client-1&response_type=code&redirect_uri=urn:ietf:wg:oauth:2.0:oob", "#", "?#?",
    ]
    private static let bodies: [(type: String, text: String)] = [
        ("", ""), ("application/json", #"{"status":"a","media_ids":["1",2],"poll":{"options":[1]}}"#),
        ("application/json", #"{"choices":[-1,9223372036854775807,1e300],"status":null,"sensitive":null}"#),
        ("application/json", #"{"status":"@a@b.c #x https:// \u0000","poll":{"options":["a","b"],"expires_in":9e18}}"#),
        ("application/json", #"{"status":"a","scheduled_at":"9999-12-31T23:59:59Z"}"#),
        ("application/json", #"{"status":"a","scheduled_at":"0000-01-01T00:00:00Z","language":"-"}"#),
        ("application/x-www-form-urlencoded", "status=a&fields_attributes[9223372036854775808][name]=x&focus=nan,inf"),
        ("application/x-www-form-urlencoded", "grant_type=authorization_code&code=&code_verifier=&client_id=client-1"),
        ("multipart/form-data; boundary=\"", "--"), ("multipart/form-data; boundary=a;boundary=b", "--a\r\n\r\n--a--"),
    ]
    private static let ids = ["1", "%00", "%2F", "..", "%F0%9F%98%80", "99999999999999999999999", "%"]

    @Test("every route of every profile answers every oddity", arguments: FakeMastodonRules.profiles.keys.sorted())
    func oddities(profile: String) throws {
        var rules = try #require(FakeMastodonRules.profiles[profile])
        rules.grantsAs = "bakery"
        let clock = FakeClock()
        let host = FakeMastodonHost(rules.unthrottled, accounts: ["bakery"], clock: clock)
        let token = try #require(host.makeToken(for: "bakery")).reveal()
        var random = SeededRandom(seed: 11)
        var statuses: Set<Int> = []
        for _ in 0..<60 {
            for route in FakeMastodonRoute.allCases {
                let words = route.rawValue.split(separator: " ")
                let body = Self.bodies[random.below(Self.bodies.count)]
                var headers = [HTTPField("Host", "127.0.0.1:1")]
                if random.below(8) > 0 { headers.append(HTTPField("Authorization", "Bearer " + token)) }
                if random.below(8) == 0 { headers.append(HTTPField("Authorization", "Basic ####")) }
                if !body.type.isEmpty { headers.append(HTTPField("Content-Type", body.type)) }
                if random.below(2) == 0 { headers.append(HTTPField("Idempotency-Key", "\(random.below(3))")) }
                let path = words[1].replacing("{id}", with: Self.ids[random.below(Self.ids.count)])
                let query = Self.queries[random.below(Self.queries.count)]
                let answer = host.handle(
                    HTTPRequest(
                        method: String(words[0]), url: path + query, headers: headers, body: Array(body.text.utf8)))
                guard case .whole(let response) = answer else {
                    Issue.record("\(route): \(answer)")
                    continue
                }
                statuses.insert(response.status)
            }
            clock.advance(by: .days(400))
        }
        #expect(statuses.isSubset(of: [200, 202, 206, 302, 400, 401, 403, 404, 422, 500]))
        #expect(statuses.isSuperset(of: [200, 400, 404]))
    }

    @Test(
        "addresses that are none are answered", arguments: ["", "/", "://", "https://", "?", "http://a", "//", "/%zz"])
    func addresses(url: String) {
        let host = FakeMastodonHost(accounts: [], clock: FakeClock())
        guard case .whole(let response) = host.handle(HTTPRequest(method: "GET", url: url)) else {
            Issue.record("no answer")
            return
        }
        #expect(response.status == 404)
    }
}
