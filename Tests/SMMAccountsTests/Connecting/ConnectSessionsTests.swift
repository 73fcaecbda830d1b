import SMMAccounts
import SMMModel
import Testing

@Suite("Connections that are under way")
struct ConnectSessionsTests {
    @Test("a connection is used once, ends after ten minutes, and is nobody else's")
    func sessions() async throws {
        try await ConnectScene.with { scene in
            let service = scene.service
            let used = try #require(try await service.begin(Office.root, .door()).session)
            let other = Office.person(.admin, in: scene.office.acme)
            #expect(
                await refusal { _ = try await service.proceed(other, used, .code("ann")) } == "connection-not-found")
            #expect(
                await refusal { _ = try await service.proceed(Office.root, used, .code("ann", state: "state-2")) }
                    == "state-wrong")
            #expect(
                await refusal { _ = try await service.proceed(Office.root, used, .code("ann")) }
                    == "connection-not-found")
            let late = try #require(try await service.begin(Office.root, .door()).session)
            scene.clock.advance(by: .minutes(10))
            #expect(
                await refusal { _ = try await service.proceed(Office.root, late, .code("ann")) }
                    == "connection-not-found")
            #expect(try await AccountService(scene.office.context).list(Office.root, brand: "acme").isEmpty)
        }
    }

    @Test("a platform that does not answer loses neither the connection nor what was brought")
    func triedAgain() async throws {
        try await ConnectScene.with { scene in
            let name = try #require(try await scene.service.begin(Office.root, .door()).session)
            scene.house.fail(2)
            for _ in 0..<2 {
                #expect(
                    await refusal { _ = try await scene.service.proceed(Office.root, name, .code("ann")) }
                        == "platform-unreachable")
            }
            guard case .connected = try await scene.service.proceed(Office.root, name, .code("ann")) else {
                Issue.record("not connected")
                return
            }
        }
    }

    @Test("whoever begins again and again ends no connection of another")
    func manySessions() async throws {
        try await ConnectScene.with { scene in
            let other = Office.person(.admin, in: scene.office.acme)
            let first = try #require(try await scene.service.begin(other, .door()).session)
            var own: [String] = []
            for _ in 0..<100 {
                own.append(try #require(try await scene.service.begin(Office.root, .door()).session))
                scene.clock.advance(by: Milliseconds(count: 1))
            }
            #expect(
                await refusal { _ = try await scene.service.proceed(Office.root, own[91], .code("ann")) }
                    == "connection-not-found")
            let tried = await refusal {
                _ = try await scene.service.proceed(Office.root, own[92], .code("a", state: "x"))
            }
            #expect(tried == "state-wrong")
            guard case .connected = try await scene.service.proceed(other, first, .code("ann")) else {
                Issue.record("not connected")
                return
            }
        }
    }
}
