import SMMAdapterKit
import SMMAdapterTestKit
package import SMMPublishing

/// One way to die while a real adapter publishes to a fake server of an open network.
package struct OpenScenario: Sendable, CustomStringConvertible {
    /// Parts of a thread.
    static let parts = 5

    /// Its number; the account is named after it.
    let number: Int
    /// Where.
    package let point: KillPoint
    /// Whether the first try was refused before.
    let isRetry: Bool
    /// At which passing of the point.
    let occurrence: Int
    /// The part of a thread that is killed, from 1; nil for posts of one part with a picture.
    let part: Int?
    /// What the server does to one request.
    let lie: OpenLie?
    /// Whether that is the upload of the picture, and not the request that makes the post or the part.
    let isAboutUpload: Bool

    /// The name of its account, here and on the server.
    var account: String { "s\(number)" }

    /// The point, the try and the part, for a person and for the post's text.
    package var description: String {
        let what = part.map { "part \($0) of \(Self.parts)" } ?? "a picture"
        let lied = lie.map { ", \($0.rawValue)\(isAboutUpload ? " of the upload" : "")" } ?? ""
        return
            "\(account): \(point.rawValue), \(isRetry ? "retry" : "first try"), passing \(occurrence), \(what)\(lied)"
    }

    /// The faults that are planned before it, for which kind of request.
    var plan: (kind: FakeRequestKind, faults: [FakeFault])? {
        let before = [FakeFault](repeating: .normal, count: (part ?? 1) - 1)
        if let lie { return isAboutUpload ? (.upload, [lie.fault]) : (.publish, before + [lie.fault]) }
        guard isRetry else { return nil }
        let refusal = FakeFault.status(503, headers: [HTTPField("Retry-After", "0")])
        // A step is recorded only by the try that got through.
        return (point == .stepRecorded ? .upload : .publish, before + [refusal])
    }
}

extension OpenScenario {
    private static let wire: Set<KillPoint> = [.firstByte, .lastByte, .responseHead]

    /// Every way to die on a server that tells the truth.
    ///
    /// A thread's part never passes `media-removed` and `acknowledged`: a file is taken in and a call answered before
    /// there is a part. A part without a picture notes its one step at the first try, so that no retry passes
    /// `step-recorded`.
    ///
    /// - Parameter parts: the parts of a thread that are killed.
    package static func fair(
        _ behaviour: OpenBehaviour, points: [KillPoint] = KillPoint.allCases, parts: ClosedRange<Int>? = 1...Self.parts
    ) -> [OpenScenario] {
        var list = Listing()
        for point in points {
            for passing in firstPassings(point, hasPicture: true) { list.add(point, at: passing) }
            list.add(point, at: retryPassing(point, hasPicture: true), isRetry: true)
        }
        guard let parts else { return list.scenarios }
        let hasPicture = behaviour.needsPictures
        for part in parts {
            for point in points where point != .mediaRemoved && point != .acknowledged {
                for passing in firstPassings(point, hasPicture: hasPicture) { list.add(point, at: passing, part: part) }
                guard point != .stepRecorded || hasPicture else { continue }
                list.add(point, at: retryPassing(point, hasPicture: hasPicture), isRetry: true, part: part)
            }
        }
        return list.scenarios
    }

    /// Every lie, killed at every point: before the request it is told about, while that runs, and after it.
    ///
    /// The head of an answer that never comes is no point. Of a lie about an upload only those points are met that
    /// follow the upload before the post is sent.
    package static func lying(
        _ behaviour: OpenBehaviour, points: [KillPoint] = KillPoint.allCases, hasThreads: Bool = true
    ) -> [OpenScenario] {
        var list = Listing()
        for lie in OpenLie.aboutUploads {
            for point in points where wire.contains(point) || point == .stepRecorded || point == .intent {
                if point != .responseHead || lie.isAnswered { list.add(point, at: 1, lie: lie, isAboutUpload: true) }
            }
        }
        for lie in OpenLie.all(on: behaviour.network) {
            for point in points where point != .responseHead || lie.isAnswered {
                list.add(point, at: firstPassings(point, hasPicture: true).last ?? 1, lie: lie)
                guard hasThreads, point != .mediaRemoved, point != .acknowledged else { continue }
                let passing = firstPassings(point, hasPicture: behaviour.needsPictures).last ?? 1
                list.add(point, at: passing, part: 3, lie: lie)
            }
        }
        return list.scenarios
    }

    /// At which passings the first try is killed: an upload passes the points of the wire before the post does, and
    /// notes its step before the last one is noted.
    private static func firstPassings(_ point: KillPoint, hasPicture: Bool) -> [Int] {
        if point == .acknowledged { return [2] }
        return hasPicture && (wire.contains(point) || point == .stepRecorded) ? [1, 2] : [1]
    }

    /// At which passing the try after a refused one is killed. The answers are those to two uploads and two posts.
    private static func retryPassing(_ point: KillPoint, hasPicture: Bool) -> Int {
        switch point {
        case .acknowledged: 4
        case .stepRecorded: 1
        default: hasPicture && wire.contains(point) ? 3 : 2
        }
    }

    /// How many parts of a thread may stand when the daemon dies at its point while the killed part is sent: before the
    /// first byte it cannot stand, after the answer it does where the server tells the truth.
    ///
    /// - Parameter hasPicture: whether each part has a picture, whose upload passes the points of the wire first.
    func standing(hasPicture: Bool) -> ClosedRange<Int>? {
        guard let part else { return nil }
        if hasPicture, occurrence == 1, Self.wire.contains(point) { return part - 1...part - 1 }
        switch point {
        case .claimed, .stepRecorded, .intent: return part - 1...part - 1
        case .firstByte, .lastByte: return part - 1...part
        case .responseHead, .parsed, .result, .eventDelivered, .mediaRemoved, .acknowledged:
            return lie == nil ? part...part : part - 1...part
        }
    }

    private struct Listing {
        var scenarios: [OpenScenario] = []

        mutating func add(
            _ point: KillPoint, at passing: Int, isRetry: Bool = false, part: Int? = nil, lie: OpenLie? = nil,
            isAboutUpload: Bool = false
        ) {
            scenarios.append(
                OpenScenario(
                    number: scenarios.count + 1, point: point, isRetry: isRetry, occurrence: passing, part: part,
                    lie: lie, isAboutUpload: isAboutUpload))
        }
    }
}
