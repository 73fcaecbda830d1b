import SMMAdapterKit
import SMMModel

extension ConnectAnswer {
    /// The code of a person of this name.
    static func code(_ name: String, state: String? = nil) -> ConnectAnswer {
        .code(Secret(name), state: state, issuer: nil)
    }
}
