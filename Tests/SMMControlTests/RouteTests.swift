import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMStore
import Testing

/// Generated over the table of routes, on the real desks: whoever adds a route adds a request here or a test fails.
@Suite("Every route, on the real desks")
struct RouteTests {
    /// Something of each kind that stands in a brand, by the name of the path's parameter.
    private func things(_ bureau: Bureau, _ brand: String) async throws -> [String: String] {
        let account = brand == "acme" ? "blog" : "shop"
        let brandView = try await bureau.done("GET", "/v1/brands/\(brand)", giving: BrandView.self)
        let accountView = try await bureau.done("GET", "/v1/accounts/\(account)", giving: AccountView.self)
        let group = try await bureau.done(
            "POST", "/v1/groups", #"{"brand":"\#(brand)","name":"team"}"#,
            giving: GroupView.self)
        let grant = try await bureau.done(
            "POST", "/v1/grants", #"{"brand":"\#(brand)","user":"guest","role":"viewer"}"#, giving: GrantView.self)
        let post = try await bureau.done(
            "POST", "/v1/posts", #"{"brand":"\#(brand)","text":"hello","schedule":{"kind":"at","at":"in 3 hours"}}"#,
            giving: PostView.self)
        let hold = try await bureau.done(
            "POST", "/v1/holds", #"{"brand":"\#(brand)","scope":"post","subject":"\#(post.id)"}"#, giving: HoldView.self
        )
        let signed = try await bureau.done(
            "POST", "/v1/connections",
            #"{"brand":"\#(brand)","platform":"sign","name":"signed","token":"token-\#(brand)"}"#,
            giving: ConnectionView.self)
        let invite = try await bureau.done(
            "POST", "/v1/invites", #"{"brand":"\#(brand)","platform":"sign","name":"client"}"#, giving: InviteView.self)
        let hook = try await bureau.done(
            "POST", "/v1/hooks", #"{"brand":"\#(brand)","name":"program"}"#, giving: HookView.self)
        let asset = try await bureau.done(
            "POST", "/v1/media?brand=\(brand)", bytes: Picture.drawn(3, 4), giving: AssetView.self)
        return [
            "brand": brandView.id.description, "account": accountView.id.description, "group": group.id.description,
            "grant": grant.id.description, "post": post.id.description, "hold": hold.id.description,
            "asset": asset.id.description, "signed": signed.account?.id.description ?? "",
            "invite": invite.id.description, "hook": hook.id.description,
        ]
    }

    /// A connection belongs to whoever began it, and keys are taken over from an export: both have tests of their own.
    private static let routes = Routes.all.filter { $0.id != .continueConnection && $0.id != .importVault }

    /// A body that the route takes, for `brand`; nil where it takes none.
    private func body(_ route: Route, _ brand: String, _ things: [String: String]) -> String? {
        let account = brand == "acme" ? "blog" : "shop"
        return switch route.id {
        case .createBrand: #"{"name":"gamma"}"#
        case .editBrand: #"{"title":"Other"}"#
        case .createAccount: #"{"brand":"\#(brand)","platform":"fake","name":"second"}"#
        case .editAccount: #"{"settings":{"handle":"other"}}"#
        case .setSlots: #"{"slots":[{"weekday":1,"time":"09:30"}]}"#
        case .createGroup: #"{"brand":"\#(brand)","name":"more"}"#
        case .changeMembers: #"{"add":["\#(account)"]}"#
        case .createGrant: #"{"brand":"\#(brand)","user":"guest","role":"author"}"#
        case .createPost, .previewNewPost: #"{"brand":"\#(brand)","text":"hi","to":["\#(account)"]}"#
        case .createPosts: #"{"brand":"\#(brand)","posts":[{"text":"hi","to":["\#(account)"]}]}"#
        case .editPost: #"{"text":"ho"}"#
        case .resolvePost: #"{"notPublished":true}"#
        case .placeHold: #"{"brand":"\#(brand)","scope":"brand"}"#
        case .undo: #"{"post":"\#(things["post"] ?? "")"}"#
        case .createHook: #"{"brand":"\#(brand)","name":"second"}"#
        case .createInvite: #"{"brand":"\#(brand)","platform":"sign","name":"third"}"#
        case .connectAccount: #"{"brand":"\#(brand)","platform":"sign","name":"second"}"#
        case .reconnectAccount, .rotateVault, .testNotice, .linkMedia: "{}"
        case .exportVault: #"{"passphrase":"twelve letters"}"#
        default: nil
        }
    }

    /// Sends the route's request about `brand`.
    private func send(
        _ bureau: Bureau, _ route: Route, _ brand: String, _ things: [String: String], as connection: Connection,
        query extra: String = ""
    ) async throws -> Answer {
        var path = route.path
        for name in route.parameters {
            let thing = route.id == .reconnectAccount || route.id == .checkAccount ? "signed" : name
            path = path.replacing("{\(name)}", with: try #require(things[thing], "no \(thing) to ask for"))
        }
        var query = [extra].filter { !$0.isEmpty }
        if route.parameters.isEmpty, route.query.contains(where: { $0.name == "brand" }) {
            query.append("brand=" + brand)
        }
        if !query.isEmpty { path += "?" + query.joined(separator: "&") }
        return try await bureau.send(
            route.method, path, body(route, brand, things), as: connection,
            bytes: route.body == .bytes ? Picture.png(5, 6) : nil)
    }

    /// Whether the request says which brand it is for, by path, query or body.
    private func namesBrand(_ route: Route) -> Bool {
        route.scope == .brand
            && (!route.parameters.isEmpty || route.query.contains { $0.name == "brand" } || route.id == .undo
                || body(route, "acme", [:])?.contains("acme") == true)
    }

    @Test(
        "what is asked of a foreign brand reads like something that does not exist, and changes nothing",
        arguments: Role.allCases)
    func foreign(role: Role) async throws {
        try await Bureau.open { bureau in
            let things = try await things(bureau, "beta")
            let before = try await bureau.eventCount()
            for route in Self.routes where namesBrand(route) {
                let answer = try await send(bureau, route, "beta", things, as: Town.connection(role))
                #expect(answer.status == 404, "\(route.id): \(answer.text)")
                #expect(answer.code?.hasSuffix("-not-found") == true, "\(route.id): \(answer.text)")
                // Not a word of what is there: the same answer as for something that never was.
                for (kind, id) in things
                where !route.path.contains("{\(kind)}") && kind != "post" && !answer.text.contains("“\(id)”") {
                    #expect(!answer.text.contains(id), "\(route.id) names the \(kind)")
                }
            }
            #expect(try await bureau.eventCount() == before)
        }
    }

    @Test("a list without a brand shows nothing of a foreign one", arguments: Role.allCases)
    func lists(role: Role) async throws {
        try await Bureau.open { bureau in
            let foreign = try await things(bureau, "beta")
            let lists = Routes.all.filter { $0.method == "GET" && $0.parameters.isEmpty && $0.scope == .brand }
            #expect(lists.count >= 9)
            for route in lists {
                let answer = try await bureau.send("GET", route.path, as: Town.connection(role))
                // Who has which role is an admin's to see.
                if route.role == .admin, role < .admin { continue }
                #expect(answer.status == 200, "\(route.id): \(answer.text)")
                for (kind, id) in foreign { #expect(!answer.text.contains(id), "\(route.id) shows the \(kind)") }
                #expect(!answer.text.contains("\"beta\""), "\(route.id)")
            }
        }
    }

    @Test("each role may do in its own brand what the table says, and nothing more", arguments: Role.allCases)
    func own(role: Role) async throws {
        @Sendable func mayDo(_ route: Route) -> Bool {
            route.scope != .everywhere && (route.role.map { role >= $0 } ?? true)
        }
        // What reads, and what is refused, leaves everything as it is: one bureau serves for all of it.
        try await Bureau.open { bureau in
            let things = try await things(bureau, "acme")
            let before = try await bureau.eventCount()
            for route in Self.routes where !(route.isWrite && mayDo(route)) {
                let answer = try await send(bureau, route, "acme", things, as: Town.connection(role))
                if mayDo(route) {
                    #expect(answer.status == route.status, "\(route.id): \(answer.text)")
                } else {
                    // Who may not see grants finds none, and who may not act did nothing that could be undone.
                    let isBlind = answer.code == "grant-not-found" || answer.code == "nothing-to-undo"
                    #expect(answer.status == 403 || isBlind, "\(route.id): \(answer.text)")
                }
            }
            #expect(try await bureau.eventCount() == before)
        }
        for route in Self.routes where route.isWrite && mayDo(route) {
            try await Bureau.open { bureau in
                let things = try await things(bureau, "acme")
                let answer = try await send(bureau, route, "acme", things, as: Town.connection(role))
                // 409: allowed, but the post is not in a state for it (nothing failed, nothing is unknown).
                #expect(answer.status == route.status || answer.status == 409, "\(route.id): \(answer.text)")
            }
        }
    }

    @Test("every write says in the record who did it, in which role and how; a dry run says nothing")
    func signed() async throws {
        for route in Self.routes where route.isWrite {
            try await Bureau.open { bureau in
                let things = try await things(bureau, "acme")
                let connection = route.scope == .everywhere ? Bureau.root : Town.connection(.admin)
                let before = try await bureau.eventCount()
                let dry = try await send(bureau, route, "acme", things, as: connection, query: "dryRun=true")
                #expect(try await bureau.eventCount() == before, "\(route.id): a dry run left a trace")
                let answer = try await send(bureau, route, "acme", things, as: connection)
                #expect(dry.status == answer.status, "\(route.id): \(dry.text)")
                let events = try await bureau.events(after: before)
                guard answer.status < 400, !Self.silent.contains(route.id) else { return }
                #expect(!events.isEmpty, "\(route.id) is not in the record")
                for event in events where event.actorKind == "user" {
                    let isRoot = route.scope == .everywhere
                    #expect(event.actor == (isRoot ? "root" : "admin"), "\(route.id)")
                    #expect(event.uid == (isRoot ? 0 : Int64(Town.uid(of: .admin))), "\(route.id)")
                    #expect(event.role == "admin", "\(route.id)")
                    #expect(event.via == "socket", "\(route.id)")
                }
                #expect(try await bureau.brokenLink() == nil)
            }
        }
    }

    /// Writes by method that change nothing that is kept: looks, a message, files that others wrote, and a restore that
    /// never was.
    private static let silent: Set<RouteID> = [
        .previewNewPost, .previewMedia, .checkConfig, .reloadConfig, .testNotice, .releaseRestore, .connectAccount,
        .reconnectAccount,
        .checkAccount,
    ]

    @Test("a role taken back is gone for the very next request, also on an open connection")
    func revoked() async throws {
        try await Bureau.open { bureau in
            let connection = Town.connection(.author)
            _ = try await bureau.post("mine", as: connection)
            let grants = try await bureau.done("GET", "/v1/grants?user=author", giving: Page<GrantView>.self)
            let grant = try #require(grants.items.first)
            try await bureau.done("DELETE", "/v1/grants/\(grant.id)")
            let problem = try await bureau.refused(
                "POST", "/v1/posts", #"{"brand":"acme","text":"again"}"#, as: connection)
            #expect(problem.code == "no-role")
        }
    }

    @Test("a write is judged by the roles its own transaction sees, not by those the request came with")
    func insideTheTransaction() async throws {
        try await Bureau.open { bureau in
            let connection = Town.connection(.approver)
            let stale = try await connection.principal(bureau.resolver)
            #expect(stale.roles.values.contains(.approver))
            let grants = try await bureau.done("GET", "/v1/grants?user=approver", giving: Page<GrantView>.self)
            try await bureau.done("DELETE", "/v1/grants/\(try #require(grants.items.first).id)")
            let seen = try await bureau.database.write { tx in try bureau.resolver.current(stale, in: tx) }
            #expect(seen.roles.isEmpty)
            let before = try await bureau.eventCount()
            await #expect(throws: Problem.self) {
                try await bureau.controls.posts.create(
                    Call(principal: stale), CreatePost(brand: "acme", text: "x"), render: { _ in "" })
            }
            await #expect(throws: Problem.self) {
                try await bureau.controls.holds.place(
                    Call(principal: stale), PlaceHold(scope: "brand", brand: "acme"), render: { _ in "" })
            }
            #expect(try await bureau.eventCount() == before)
        }
    }
}
