import SMMAPI
import SMMModel
import Testing

@Suite("Shapes on the wire")
struct SchemaTests {
    private let check = SchemaCheck(named: Schemas.named)

    private func faults(_ text: String, _ schema: Schema) throws -> [SchemaCheck.Fault] {
        check.faults(in: try JSONParser.parse(Array(text.utf8)), against: schema)
    }

    @Test("a fitting body has no faults")
    func fitting() throws {
        let body =
            #"{"text":"hi","to":["a"],"schedule":{"kind":"at","at":"tomorrow 09:30"},"variants":{"site":{"text":"x"}}}"#
        #expect(try faults(body, CreatePost.schema).isEmpty)
        #expect(try faults(#"{"text":null}"#, CreatePost.schema).isEmpty)
    }

    @Test("unknown, missing and wrongly typed members are named with their place")
    func faulty() throws {
        #expect(
            try faults(#"{"txt":"hi"}"#, CreatePost.schema).first
                == .unknown(path: "", name: "txt", known: CreatePost.names))
        #expect(
            try faults(#"{"schedule":{"kind":"at","wen":1}}"#, CreatePost.schema)
                == [.unknown(path: "schedule", name: "wen", known: ScheduleDraft.names)])
        #expect(
            try faults(#"{"variants":{"site":{"parts":[{"txt":1}]}}}"#, CreatePost.schema)
                == [.unknown(path: "variants.site.parts[0]", name: "txt", known: PartDraft.names)])
        #expect(try faults("{}", CreateBrand.schema) == [.missing(path: "", name: "name")])
        #expect(try faults(#"{"name":1}"#, CreateBrand.schema) == [.type(path: "name", expected: "a text")])
        #expect(try faults("[]", CreateBrand.schema) == [.type(path: "", expected: "an object")])
        #expect(try faults(#"{"text":"a","lateWindowSeconds":1.5}"#, CreatePost.schema).count == 1)
    }

    @Test("what the types encode fits the shapes they state")
    func encoded() throws {
        let moment = Moment(Instant(seconds: 0), local: "1970-01-01T01:00:00+01:00", zone: "Europe/Berlin")
        let brand = BrandReference(id: BrandID(rawValue: 5), name: "acme")
        let hold = HoldView(
            id: HoldID(rawValue: 1), brand: brand, scope: ScopeView(kind: "brand", id: "brd_5", name: "acme"),
            reason: .operator, detail: "d", placedAt: moment, placedBy: "anna")
        let brandView = BrandView(
            id: BrandID(rawValue: 5), name: "acme", title: "Acme", zone: "UTC", language: "en", createdAt: moment,
            accounts: 2, role: Open(Role.admin))
        let problem = ProblemDocument(
            Problem.invalid("a-b", "m", given: "g", allowed: "a", next: "n"), request: "r1")
        try expectFit(hold)
        try expectFit(brandView)
        try expectFit(problem)
        try expectFit(Page(items: [brandView], next: "01"), Page<BrandView>.schema)
    }

    @Test("an unknown name out of an open list still decodes")
    func openLists() throws {
        let json = #"{"id":"op_5","kind":"teleport","part":0,"parts":1,"state":"dreaming","attempts":0}"#
        let operation = try WireJSON.decode(OperationView.self, from: Array(json.utf8))
        #expect(operation.kind.rawValue == "teleport" && operation.kind.known == nil)
        #expect(operation.state.known == nil)
        #expect(Open(Role.admin).known == .admin)
    }

    @Test("a problem survives the wire")
    func problems() throws {
        let problem = Problem(
            Problem.Code("account-not-found"), status: 404, "m", given: "g", allowed: "a", next: "n",
            parameters: ["k": "v"], others: [Problem.conflict("c", "other")])
        let document = ProblemDocument(problem, request: "r7")
        #expect(document.title == "Account not found")
        #expect(document.type == "urn:smmd:problem:account-not-found")
        let back = try WireJSON.decode(ProblemDocument.self, from: try WireJSON.encode(document))
        #expect(back.problem == problem && back.request == "r7")
    }

    private func expectFit<Value: Encodable & Described>(_ value: Value) throws {
        try expectFit(value, Value.schema)
    }

    private func expectFit(_ value: some Encodable, _ schema: Schema) throws {
        let json = try JSONParser.parse(Array(try WireJSON.encode(value)))
        #expect(check.faults(in: json, against: schema).isEmpty)
    }
}

extension Described {
    /// The names of the members.
    fileprivate static var names: [String] {
        guard case .object(_, let properties) = schema else { return [] }
        return properties.map(\.name)
    }
}
