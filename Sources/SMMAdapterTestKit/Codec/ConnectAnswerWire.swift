import SMMAdapterKit
import SMMModel

/// What a person brings to a step of connecting, as it crosses a border between processes.
enum ConnectAnswerWire: Codable, Equatable {
    case code(String, state: String?, issuer: String?)
    case token(String)
    case password(String, factor: String?)

    init(_ answer: ConnectAnswer) {
        self =
            switch answer {
            case .code(let code, let state, let issuer): .code(code.reveal(), state: state, issuer: issuer)
            case .token(let token): .token(token.reveal())
            case .password(let password, let factor): .password(password.reveal(), factor: factor?.reveal())
            }
    }

    /// The answer.
    var value: ConnectAnswer {
        switch self {
        case .code(let code, let state, let issuer): .code(Secret(code), state: state, issuer: issuer)
        case .token(let token): .token(Secret(token))
        case .password(let password, let factor): .password(Secret(password), factor: factor.map { Secret($0) })
        }
    }
}
