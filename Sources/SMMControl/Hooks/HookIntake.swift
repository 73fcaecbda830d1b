import Crypto
import SMMAPI
package import SMMAPIServer
package import SMMAccounts
import SMMDoorWire
import SMMModel

/// Makes posts of what programs send to hooks: once for each message, however often it comes, and none that goes out before
/// a person has approved it.
package struct HookIntake: Sendable {
    private let hooks: HookService
    private let posts: any PostControl
    private let check: BodyCheck
    private let troubled: @Sendable (any Error) -> Void

    /// An intake.
    ///
    /// - Parameters:
    ///   - nearest: finds the name that was meant.
    ///   - troubled: told what kept a message from being taken that is no fault of its sender; for the log.
    package init(
        _ hooks: HookService, posts: any PostControl, nearest: @escaping @Sendable (String, [String]) -> String?,
        troubled: @escaping @Sendable (any Error) -> Void
    ) {
        self.hooks = hooks
        self.posts = posts
        self.troubled = troubled
        check = BodyCheck(nearest: nearest)
    }

    /// Takes a message. Who cannot sign it hears nothing; who can hears what is wrong with it.
    func take(_ hook: DoorHook) async -> DoorAnswer {
        let message = HookMessage(
            id: hook.message, timestamp: hook.timestamp, signature: hook.signature, body: hook.body)
        do {
            guard let found = try await hooks.judge(message, to: hook.hook) else { return .refused }
            _ = try await posts.create(call(message, found), try post(message.body, found)) { _ in "{}" }
            return .taken(language: "")
        } catch let problem as Problem where problem.status < 500 {
            return Self.unfit(problem)
        } catch {
            troubled(error)
            return .later
        }
    }

    /// The answer is kept under the message's id for longer than a message may be old: sent again, it makes nothing anew.
    private func call(_ message: HookMessage, _ hook: HookDetail) -> Call {
        Call(
            principal: hook.guest,
            key: RequestKey(
                key: message.id, route: "hook \(hook.id)", bodyHash: Array(SHA256.hash(data: message.body))))
    }

    private func post(_ body: [UInt8], _ hook: HookDetail) throws -> CreatePost {
        let value = try check.value(body, schema: CreatePost.schemaName)
        var post = try WireJSON.decode(CreatePost.self, from: value, body)
        if let other = post.brand, other != hook.brandName, other != hook.brand.description {
            throw Problem.invalid(
                "hook-brand", "A hook's posts are of its own brand.", given: String(other.prefix(100)),
                allowed: hook.brandName, next: "Leave it out.")
        }
        post.brand = hook.brand.description
        return post
    }

    private static func unfit(_ problem: Problem) -> DoorAnswer {
        do {
            let text = String(decoding: try WireJSON.encode(ProblemDocument(problem)), as: UTF8.self)
            if text.utf8.count <= DoorAnswer.longestProblem { return .unfit(text) }
        } catch {
            // What has no JSON is told without its words.
        }
        return .unfit("{\"code\":\"\(problem.code.rawValue)\",\"status\":\(problem.status)}")
    }
}
