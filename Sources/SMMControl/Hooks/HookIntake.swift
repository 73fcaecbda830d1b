import Crypto
import SMMAPI
package import SMMAPIServer
package import SMMAccounts
import SMMDoorWire
import SMMModel
import Synchronization

/// Makes posts of what programs send to hooks: once for each message, however often it comes, and none that goes out before
/// a person has approved it.
package final class HookIntake: Sendable {
    private let hooks: HookService
    private let posts: any PostControl
    private let check: BodyCheck
    private let troubled: @Sendable (any Error) -> Void
    /// Whether the last message could not be taken for a reason that is told: it is told once.
    private let isTroubled = Mutex(false)

    /// An intake.
    ///
    /// - Parameters:
    ///   - nearest: finds the name that was meant.
    ///   - troubled: told what kept a message from being taken that is no fault of its sender, once until one is; for
    ///     the log.
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
            isTroubled.withLock { $0 = false }
            return .taken(language: "")
        } catch let problem as Problem where problem.status < 500 {
            return Self.unfit(problem)
        } catch {
            let wasTold = isTroubled.withLock { told in
                defer { told = true }
                return told
            }
            if !wasTold { troubled(error) }
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

    private static let unfitStatus = 422

    private static func unfit(_ problem: Problem) -> DoorAnswer {
        do {
            // The door answers all of them alike, and the document says what its answer says (RFC 9457, section 3.1.2).
            var document = ProblemDocument(problem)
            document.status = unfitStatus
            let text = String(decoding: try WireJSON.encode(document), as: UTF8.self)
            if text.utf8.count <= DoorAnswer.longestProblem { return .unfit(text) }
        } catch {
            // What has no JSON is told without its words.
        }
        return .unfit("{\"code\":\"\(problem.code.rawValue)\",\"status\":\(unfitStatus)}")
    }
}
