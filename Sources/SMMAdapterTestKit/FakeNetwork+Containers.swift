import SMMAdapterKit
import SMMModel

extension FakeNetwork {
    mutating func makeContainer(
        _ request: HTTPRequest, _ account: String, now: Instant
    ) throws(FakeRefusal) -> HTTPResponse {
        try requireContainers()
        let draft = try FakeDraft(request)
        _ = try check(draft, account)
        let id = "c\(containers.count + 1)"
        containers[id] = FakeContainer(account: account, draft: draft, madeAt: now)
        return FakeReply.json(200, .object(["id": .string(id)]))
    }

    func getContainer(_ id: String, _ account: String, now: Instant) throws(FakeRefusal) -> HTTPResponse {
        let container = try container(id, account)
        return FakeReply.json(
            200,
            .object([
                "id": .string(id), "status": .string(state(container, now: now)), "post": .text(container.post),
            ]))
    }

    mutating func publishContainer(
        _ id: String, _ account: String, now: Instant
    ) throws(FakeRefusal) -> HTTPResponse {
        var container = try container(id, account)
        switch state(container, now: now) {
        case "FINISHED": break
        case "PUBLISHED":
            // The network says no and names what is there, as an honest one can.
            return FakeReply.json(
                409,
                .object([
                    "error": .object([
                        "code": .string("already-published"), "message": .string("It was published."),
                        "post": .text(container.post),
                    ])
                ]))
        case "EXPIRED": throw FakeRefusal(410, "container-expired", "The container has expired.")
        default: throw FakeRefusal(503, "container-busy", "The container is being processed.")
        }
        let post = try insert(container.draft, id: nil, account, now: now)
        container.post = post.id
        containers[id] = container
        return made(post)
    }

    private func requireContainers() throws(FakeRefusal) {
        guard rules.kind == .container else { throw FakeRefusal(404, "no-such-route", "There is nothing here.") }
    }

    private func container(_ id: String, _ account: String) throws(FakeRefusal) -> FakeContainer {
        try requireContainers()
        guard let container = containers[id], container.account == account else {
            throw FakeRefusal(404, "container-not-found", "There is no such container.")
        }
        return container
    }

    private func state(_ container: FakeContainer, now: Instant) -> String {
        if container.post != nil { return "PUBLISHED" }
        if now - container.madeAt >= rules.containerLife { return "EXPIRED" }
        return now - container.madeAt < rules.containerProcessing ? "IN_PROGRESS" : "FINISHED"
    }
}
