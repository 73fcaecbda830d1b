import SMMAtproto
import SMMModel

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

    /// Its picture's bytes.
    var picture: [UInt8]? { hasPicture ? LabPicture.png(post.text) : nil }

    /// What each part must have, as the network's report names it: the SHA-256 in hexadecimal, or the identifier of a
    /// blob.
    func pictures(on network: OpenBehaviour.Network) -> [String] {
        guard let picture else { return [] }
        let name = CID(.raw, hashing: picture)
        return [network == .mastodon ? Hex.text(name.digest) : name.text]
    }

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
