import SMMAPI
import SMMModel

/// The commands that make sense for a post as it stands.
enum NextCommands {
    /// - Parameter isStory: Whether they stand below the story itself, which then is no next step; of one that moves by
    ///   itself it is to watch what happens.
    static func of(_ post: PostID, state: PostState, holds: [Hold], isStory: Bool = false) -> [String] {
        let commands = of(post, state: state, holds: holds)
        guard isStory else { return commands }
        let others = commands.filter { $0 != "smmctl why \(post)" }
        let moves = state == .underway || state == .uncertain
        return others.isEmpty && moves ? ["smmctl events --follow --post \(post)"] : others
    }

    private static func of(_ post: PostID, state: PostState, holds: [Hold]) -> [String] {
        var commands: [String] = []
        switch state {
        case .unknown: commands.append("smmctl post resolve \(post) --published URL | --not-published")
        case .missed: commands += ["smmctl post retry \(post)", "smmctl post cancel \(post)"]
        case .failed, .expired, .partly: commands += ["smmctl why \(post)", "smmctl post retry \(post)"]
        case .draft: commands.append("smmctl post edit \(post) --at \"tomorrow 09:30\"")
        case .scheduled:
            commands += ["smmctl post edit \(post) --at \"tomorrow 09:30\"", "smmctl post cancel \(post)"]
        case .published: commands.append("smmctl post delete \(post)")
        case .waiting: commands += ["smmctl why \(post)", "smmctl post cancel \(post)"]
        case .uncertain, .underway: commands.append("smmctl why \(post)")
        default: break
        }
        for hold in holds {
            if hold.reason == .fuse, case .account(let account) = hold.scope {
                commands.append("smmctl fuse reset \(account)")
            } else {
                commands.append("smmctl hold release \(hold.id)")
            }
        }
        return commands
    }
}
