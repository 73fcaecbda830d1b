import HTTPTypes
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMModel
import Testing

/// Generated over the table of routes: whoever adds a route adds a body here or the suite fails.
@Suite("Authorisation over every route, role and brand")
struct AuthorisationTests {
    /// A connection belongs to whoever began it, and keys are taken over from an export: both have tests of their own.
    private static let routes = Routes.all.filter { $0.id != .continueConnection && $0.id != .importVault }
    private let check = SchemaCheck(named: Schemas.named)

    /// A body that the route takes, for `brand`.
    private func body(_ route: Route, _ brand: String) -> String? {
        switch route.id {
        case .createBrand: #"{"name":"gamma"}"#
        case .editBrand: #"{"title":"Other"}"#
        case .createAccount: #"{"brand":"\#(brand)","platform":"site","name":"second"}"#
        case .editAccount: #"{"settings":{"theme":"warm"}}"#
        case .setSlots: #"{"slots":[{"weekday":1,"time":"09:30"}]}"#
        case .createGroup: #"{"brand":"\#(brand)","name":"more"}"#
        case .changeMembers: #"{"add":["main-\#(brand)"]}"#
        case .createGrant: #"{"brand":"\#(brand)","user":"guest","role":"author"}"#
        case .createPost, .previewNewPost: #"{"brand":"\#(brand)","text":"hi"}"#
        case .createPosts: #"{"brand":"\#(brand)","posts":[{"text":"hi"}]}"#
        case .editPost: #"{"text":"ho"}"#
        case .resolvePost: #"{"notPublished":true}"#
        case .placeHold: #"{"brand":"\#(brand)","scope":"brand"}"#
        case .createHook: #"{"brand":"\#(brand)","name":"second"}"#
        case .createInvite: #"{"brand":"\#(brand)","platform":"sign","name":"third"}"#
        case .connectAccount: #"{"brand":"\#(brand)","platform":"sign","name":"second"}"#
        case .reconnectAccount, .rotateVault, .undo, .testNotice, .linkMedia: "{}"
        case .exportVault: #"{"passphrase":"twelve letters"}"#
        default: nil
        }
    }

    private func send(_ desk: Desk, _ route: Route, _ connection: Connection, brand: String) async throws -> Answer {
        var path = route.path
        for name in route.parameters {
            let thing = route.id == .reconnectAccount || route.id == .checkAccount ? "signed" : name
            path = path.replacing("{\(name)}", with: try #require(desk.things[brand]?[thing], "no \(thing) to ask for"))
        }
        if route.parameters.isEmpty, route.query.contains(where: { $0.name == "brand" }) { path += "?brand=" + brand }
        if route.body == .bytes {
            return try await desk.send(route.method, path, as: connection, bytes: [1, 2, 3], type: "image/png")
        }
        return try await desk.send(route.method, path, as: connection, body: body(route, brand))
    }

    /// Whether the route's request says which brand it is for, by its path, query or body.
    private func namesBrand(_ route: Route) -> Bool {
        route.scope == .brand
            && (!route.parameters.isEmpty || route.query.contains { $0.name == "brand" }
                || body(route, "acme")?.contains("acme") == true)
    }

    @Test("what is asked of a foreign brand reads like something that does not exist", arguments: Role.allCases)
    func foreign(_ role: Role) async throws {
        try await Desk.open { (desk) async throws in
            let (connection, _) = try await desk.give(role)
            for route in Self.routes where namesBrand(route) {
                let answer = try await send(desk, route, connection, brand: "beta")
                #expect(answer.status == 404, "\(route.id) as \(role): \(answer.text)")
                #expect(answer.code?.hasSuffix("-not-found") == true, "\(route.id) as \(role): \(answer.text)")
            }
        }
    }

    @Test("in its own brand each role may do what the table says, and nothing more", arguments: Role.allCases)
    func own(_ role: Role) async throws {
        for route in Self.routes {
            // A desk for each route: some take away what the next one asks for.
            try await Desk.open { (desk) async throws in
                let (connection, _) = try await desk.give(role)
                let answer = try await send(desk, route, connection, brand: "acme")
                let isAllowed = route.scope == .everywhere ? false : route.role.map { role >= $0 } ?? true
                if isAllowed {
                    #expect(answer.status == route.status, "\(route.id) as \(role): \(answer.text)")
                } else if route.id == .listGrants || route.id == .revokeGrant {
                    // Grants out of sight read like missing ones; the list says which role it takes.
                    #expect(answer.status == 403 || answer.status == 404, "\(route.id) as \(role): \(answer.text)")
                } else {
                    #expect(answer.status == 403, "\(route.id) as \(role): \(answer.text)")
                    #expect(answer.code == "forbidden", "\(route.id) as \(role): \(answer.text)")
                }
            }
        }
    }

    @Test("root may do everything, and every answer has the shape the document states")
    func shapes() async throws {
        for route in Self.routes {
            try await Desk.open { (desk) async throws in
                let answer = try await send(desk, route, Desk.root, brand: "acme")
                #expect(answer.status == route.status, "\(route.id): \(answer.text)")
                #expect(answer.headers[.contentType] == APIVersion.json)
                #expect(answer.headers[.contentLength] == String(answer.body.count))
                guard let name = route.answer, let schema = Schemas.named[name] else { return }
                let faults = check.faults(in: try answer.json(), against: schema)
                #expect(faults.isEmpty, "\(route.id): \(faults)")
                if name == "PostView" { #expect(answer.headers[.eTag]?.hasPrefix("\"") == true || route.status == 201) }
            }
        }
    }

    @Test("one without any role sees the open routes alone")
    func stranger() async throws {
        try await Desk.open { (desk) async throws in
            let stranger = Connection(peer: Peer(uid: 31337, groups: []))
            for route in Self.routes {
                let answer = try await send(desk, route, stranger, brand: "acme")
                switch route.scope {
                case .anyone: #expect(answer.status == 200, "\(route.id)")
                case .brand: #expect(answer.code == "no-role", "\(route.id): \(answer.text)")
                case .everywhere: #expect(answer.code == "forbidden", "\(route.id): \(answer.text)")
                }
            }
        }
    }

    @Test("every refusal has the shape the document states")
    func refusals() async throws {
        try await Desk.open { (desk) async throws in
            let (viewer, _) = try await desk.give(.viewer)
            for route in Self.routes where route.role == .admin {
                let answer = try await send(desk, route, viewer, brand: "acme")
                let faults = check.faults(in: try answer.json(), against: ProblemDocument.schema)
                #expect(faults.isEmpty, "\(route.id): \(faults)")
                #expect(try answer.problem().request == answer.headers[try #require(.init("x-request-id"))])
            }
        }
    }
}
