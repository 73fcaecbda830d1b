import SMMAPI
import SMMModel

/// What the harnesses have in common.
enum KillRun {
    /// How long a daemon that lives on may take until nothing moves by itself.
    static let patience = Duration.seconds(180)

    /// The name of a harness's brand.
    static let brand = "lab"

    /// Makes every post whose making was not acknowledged, under the same key as before; false when the daemon died.
    static func make(_ posts: inout [LabPost], by client: LabClient) async throws -> Bool {
        for index in posts.indices where posts[index].id == nil && !posts[index].isRefused {
            guard try await client.make(&posts[index]) else { return false }
        }
        return true
    }

    /// Every publication must have been told to the reader at least once, over all lives.
    static func checkEvents(
        _ kind: String, _ posts: [LabPost], _ states: [PostID: PostState], _ followed: FollowLog,
        _ tally: inout KillTally
    ) async throws {
        let published = posts.compactMap(\.id).filter { states[$0] == .published }
        guard try await !Wait.until(within: .seconds(20), { published.allSatisfy { followed.saw($0) } }) else { return }
        let missing = published.count { !followed.saw($0) }
        tally.problems.append("\(kind): \(missing) publications were not told to the reader")
    }
}
