/// A post a harness makes on an open network.
struct OpenPost: Sendable {
    /// The post.
    var post: LabPost
    /// How the server names its account.
    let owner: String
    /// Whether each part has a picture.
    let hasPicture: Bool
    /// What it is made for.
    let scenario: OpenScenario

    /// The posts of a scenario: two of one part with a picture, the second for what only a second call or file
    /// passes, or one thread.
    static func all(
        of scenario: OpenScenario, _ seat: OpenNetworkProcess.Seat, _ behaviour: OpenBehaviour
    ) -> [OpenPost] {
        let isThread = scenario.part != nil
        let words = scenario.description.filter { $0 != "," && $0 != ":" }
        return (0..<(isThread ? 1 : 2)).map { number in
            OpenPost(
                post: LabPost(
                    kind: behaviour.profile, account: scenario.account, text: "\(words) number \(number).",
                    parts: isThread ? OpenScenario.parts : 1),
                owner: seat.name, hasPicture: !isThread || behaviour.needsPictures, scenario: scenario)
        }
    }
}
