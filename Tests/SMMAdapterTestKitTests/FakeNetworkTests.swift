import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import Testing

@Suite("The fake network")
struct FakeNetworkTests {
    @Test("a post in a lagging listing appears only after the lag", arguments: [FakeClass.idempotencyKey, .listing])
    func lag(kind: FakeClass) async {
        var rules = FakeRules(kind)
        rules.listingLag = .seconds(30)
        let world = FakeWorld(rules)
        world.host.plan(.publish, .lose(effect: true))
        let request = world.request("Hello")
        guard case .ambiguous(let evidence) = await world.publish(request) else {
            Issue.record("not ambiguous")
            return
        }
        #expect(evidence.progress == .bodyWritten)
        #expect(world.host.posts(of: world.handle).count == 1)
        guard case .absent(let proof) = await world.reconcile(request) else {
            Issue.record("not absent")
            return
        }
        #expect(proof.coversWindow)
        world.clock.advance(by: .seconds(30))
        #expect(await world.reconcile(request) == .found(Receipt(remoteID: "p1", url: world.url("p1"))))
    }

    @Test("a resend before an idempotency key is stored makes a second post, after it does not")
    func lateKey() async {
        var rules = FakeRules(.idempotencyKey)
        rules.keyStoreDelay = .seconds(5)
        let world = FakeWorld(rules)
        let request = world.request("Hello")
        world.host.plan(.publish, .lose(effect: true), .lose(effect: true))
        _ = await world.publish(request)
        _ = await world.publish(request)
        #expect(world.host.report().doubles.count == 1)
        world.clock.advance(by: .seconds(5))
        _ = await world.publish(request)
        #expect(world.host.report().made == 2)
        world.clock.advance(by: rules.keyWindow)
        _ = await world.publish(request)
        #expect(world.host.report().made == 3)
    }

    @Test("a record written twice is one record, and another one at its key is refused")
    func recordKey() async {
        let world = FakeWorld(FakeRules(.recordKey))
        var request = world.request("Hello")
        let first = await world.publish(request)
        #expect(await world.publish(request) == first)
        request.part.text = "Another"
        guard case .rejected(let failure) = await world.publish(request) else {
            Issue.record("not rejected")
            return
        }
        #expect(failure.platformCode == "record-exists")
        #expect(world.host.report().made == 1)
    }

    @Test("a container is published once, however often it is asked to be")
    func container() async {
        let world = FakeWorld(FakeRules(.container))
        var request = world.request("Hello")
        world.host.plan(.publish, .lose(effect: true))
        guard case .ambiguous = await world.publish(request) else {
            Issue.record("not ambiguous")
            return
        }
        request.steps = world.steps.steps
        #expect(await world.reconcile(request) == .found(Receipt(remoteID: "p1")))
        guard case .duplicateOf(let receipt, _) = await world.publish(request) else {
            Issue.record("not a duplicate")
            return
        }
        #expect(receipt?.remoteID == "p1")
        #expect(world.host.report().made == 1)
    }

    @Test("a container whose publication did not arrive is unfinished, and an expired one is certainly absent")
    func unfinished() async {
        let world = FakeWorld(FakeRules(.container))
        var request = world.request("Hello")
        world.host.plan(.publish, .lose(effect: false))
        _ = await world.publish(request)
        request.steps = world.steps.steps
        #expect(await world.reconcile(request) == .unfinished)
        world.clock.advance(by: .hours(24))
        guard case .absent(let proof) = await world.reconcile(request) else {
            Issue.record("not absent")
            return
        }
        #expect(proof.isAuthoritative)
    }

    @Test("the effect of a late request happens after its answer was lost")
    func late() async {
        let world = FakeWorld(FakeRules(.listing))
        world.host.plan(.publish, .late(.seconds(20)))
        let request = world.request("Hello")
        _ = await world.publish(request)
        #expect(world.host.report().made == 0)
        world.clock.advance(by: .seconds(20))
        #expect(world.host.report().made == 1)
    }

    @Test("a network that doubles is caught by text, account and parent")
    func doubles() async {
        let world = FakeWorld(FakeRules(.blind))
        world.host.plan(.publish, .twice)
        _ = await world.publish(world.request("Hello"))
        _ = await world.publish(world.request("Other"))
        let report = world.host.report()
        #expect(report.doubles.map { $0.map(\.text) } == [["Hello", "Hello"]])
        #expect(report.made == 3)
    }

    @Test("requests that are not quite right are refused with the right status")
    func strictness() {
        let world = FakeWorld(FakeRules(.listing))
        let type = HTTPField("Content-Type", "application/json")
        let own = HTTPField("Authorization", "Bearer fake-" + world.handle)
        let base = "https://fake.example/v1/accounts/\(world.handle)/posts"
        func status(_ method: String, _ url: String, _ headers: [HTTPField], _ body: String) -> Int? {
            let request = HTTPRequest(method: method, url: url, headers: headers, body: Array(body.utf8))
            guard case .whole(let response) = world.host.handle(request) else { return nil }
            return response.status
        }
        #expect(status("POST", base, [own, type], #"{"text":"a"}"#) == 200)
        #expect(status("POST", base, [type], #"{"text":"a"}"#) == 401)
        #expect(status("POST", base, [HTTPField("Authorization", "Bearer fake-x"), type], #"{"text":"a"}"#) == 403)
        #expect(status("POST", base, [own], #"{"text":"a"}"#) == 415)
        #expect(status("POST", base, [own, type], #"{"text":"a""#) == 400)
        #expect(status("POST", base, [own, type], #"{"text":"a","colour":"red"}"#) == 400)
        #expect(status("POST", base, [own, type], #"{"text":7}"#) == 400)
        #expect(status("POST", base, [own, type], #"{"text":" "}"#) == 422)
        #expect(status("POST", base, [own, type], #"{"text":"a","parent":"p9"}"#) == 422)
        #expect(status("POST", base, [own, type], #"{"text":"a","media":[{"id":"m9"}]}"#) == 422)
        #expect(status("PUT", base + "/k", [own, type], #"{"text":"a"}"#) == 405)
        #expect(status("GET", base + "?colour=red", [own], "") == 400)
        #expect(status("DELETE", base + "/p9", [own], "") == 404)
        #expect(status("BREW", base, [own], "") == 404)
    }

    @Test("a listing of several pages is read whole")
    func pages() async {
        var rules = FakeRules(.listing)
        rules.pageSize = 3
        let world = FakeWorld(rules)
        world.host.plan(.publish, .lose(effect: true))
        let wanted = world.request("Wanted")
        _ = await world.publish(wanted)
        for number in 0..<10 { _ = await world.publish(world.request("Other \(number)")) }
        #expect(await world.reconcile(wanted) == .found(Receipt(remoteID: "p1", url: world.url("p1"))))
    }

    @Test("what belongs to another operation is not adopted, and two equal ones are for a person")
    func ownership() async {
        let world = FakeWorld(FakeRules(.listing))
        let request = world.request("Hello")
        _ = await world.publish(request)
        guard case .absent = await world.reconcile(request, owned: ["p1"]) else {
            Issue.record("adopted what is owned")
            return
        }
        _ = await world.publish(request)
        guard case .several(let receipts) = await world.reconcile(request) else {
            Issue.record("chose one of two")
            return
        }
        #expect(receipts.count == 2)
    }

    @Test("a request over the limit is refused and told when to come back")
    func limit() async {
        var rules = FakeRules(.listing)
        rules.rateLimit = 1
        let world = FakeWorld(rules)
        let first = await world.result(world.request("One"))
        #expect(first.rate?.remaining == 0)
        guard case .retry(let after?, let failure) = await world.publish(world.request("Two")) else {
            Issue.record("not limited")
            return
        }
        #expect(failure.code == "rate-limited")
        #expect(after > .minutes(4) && after <= .minutes(6))
        world.clock.advance(by: after)
        guard case .published = await world.publish(world.request("Two")) else {
            Issue.record("still limited")
            return
        }
    }

    @Test("a seeded storm is the same storm again")
    func storm() {
        var first = FakeScript.stormy(seed: 7)
        var second = FakeScript.stormy(seed: 7)
        let faults = (0..<500).map { _ in first.next(.publish) }
        #expect(faults == (0..<500).map { _ in second.next(.publish) })
        #expect(faults.count { $0 != .normal } > 50)
        #expect(faults.count { $0 == .normal } > 300)
    }
}
