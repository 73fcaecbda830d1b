package import SMMModel

extension ConnectAnswer {
    /// The secrets in it.
    package var secrets: [Secret] {
        switch self {
        case .code(let code, let state, _): [code] + (state.map { [Secret($0)] } ?? [])
        case .token(let token): [token]
        case .password(let password, let factor): [password] + (factor.map { [$0] } ?? [])
        }
    }
}
