import SMMAPI
import SMMModel
import Testing

@Suite("The table of routes")
struct RoutesTests {
    @Test("every operation stands in the table exactly once")
    func completeness() {
        #expect(Routes.all.map(\.id).count == RouteID.allCases.count)
        #expect(Set(Routes.all.map(\.id)) == Set(RouteID.allCases))
        #expect(RouteID.allCases.allSatisfy { Routes.route($0)?.id == $0 })
    }

    @Test("no two routes share method and path")
    func uniqueness() {
        let keys = Routes.all.map { $0.method + " " + $0.path }
        #expect(Set(keys).count == keys.count)
    }

    @Test("every schema a route names exists")
    func schemas() {
        for route in Routes.all {
            if let answer = route.answer { #expect(Schemas.named[answer] != nil, "\(answer)") }
            if case .json(let name) = route.body { #expect(Schemas.requestNames.contains(name), "\(name)") }
        }
    }

    @Test("every write takes more than the viewer's role, a preview of a new post as much as the post")
    func roles() {
        for route in Routes.all where route.isWrite {
            #expect((route.role ?? .viewer) > .viewer, "\(route.id)")
        }
    }

    @Test("every create that makes a row with a new id takes an Idempotency-Key")
    func keys() {
        let creates = Routes.all.filter { $0.status == 201 && $0.id != .createBackup && $0.id != .uploadMedia }
        #expect(creates.count >= 7)
        #expect(creates.allSatisfy { $0.takesKey })
    }
}
