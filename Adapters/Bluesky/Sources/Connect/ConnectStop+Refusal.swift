import SMMAdapterKit
import SMMModel

extension ConnectStop {
    /// A refusal to be asked again stops for now; another one with `problem`.
    static func by(_ refusal: Refusal, _ problem: @autoclosure () -> Problem) -> ConnectStop {
        if case .again(let after) = refusal.kind { return .later(after: after, refusal.failure) }
        return .refused(problem())
    }
}
