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
    /// A picture over the server's limit; a small one when nil.
    let large: [UInt8]?

    /// Its picture's bytes: like no other's.
    var picture: [UInt8]? {
        guard hasPicture else { return nil }
        return large.map { $0 + Array(post.text.utf8) } ?? LabPicture.png(post.text)
    }

    /// Whether these are the pictures a part must have, as the network's report names them: the SHA-256 in hexadecimal, or
    /// the identifier of a blob. Of one that is made smaller, only that it is there is known.
    func has(_ pictures: [String], on network: OpenBehaviour.Network) -> Bool {
        guard let picture else { return pictures.isEmpty }
        guard large == nil else { return pictures.count == 1 }
        let name = CID(.raw, hashing: picture)
        return pictures == [network == .mastodon ? Hex.text(name.digest) : name.text]
    }

    /// The posts of a scenario: two of one part with a picture, the second for what only a second call or file
    /// passes, or one thread.
    static func all(
        of scenario: OpenScenario, _ seat: OpenNetworkProcess.Seat, _ behaviour: OpenBehaviour, large: [UInt8]? = nil
    ) -> [OpenPost] {
        let isThread = scenario.part != nil
        let words = scenario.description.filter { $0 != "," && $0 != ":" }
        return (0..<(isThread ? 1 : 2)).map { number in
            OpenPost(
                post: LabPost(
                    kind: behaviour.profile, account: scenario.account, text: "\(words) number \(number).",
                    parts: isThread ? OpenScenario.parts : 1),
                owner: seat.name, hasPicture: !isThread || behaviour.needsPictures, scenario: scenario,
                large: large)
        }
    }
}
