package import SMMAccounts
import SMMDoorWire
import SMMModel
import SMMText

/// Answers those who come through the door: clients, browsers that come back, and programs.
package struct DoorReception: Sendable {
    private let invites: InviteService
    private let hooks: HookIntake
    private let troubled: @Sendable (any Error) -> Void

    /// A reception for what `invites` makes, and for what comes to `hooks`.
    ///
    /// - Parameter troubled: told why an invite could not be looked at; for the log.
    package init(
        _ invites: InviteService, hooks: HookIntake, troubled: @escaping @Sendable (any Error) -> Void
    ) {
        self.invites = invites
        self.hooks = hooks
        self.troubled = troubled
    }

    /// Takes what a program sent.
    func take(_ hook: DoorHook) async -> DoorAnswer { await hooks.take(hook) }

    /// What the address of an invite is good for. Nothing is changed by looking.
    func look(_ secret: String) async -> DoorAnswer {
        do {
            guard let invite = try await invites.look(secret) else { return .refused }
            return invites.state(of: invite) == .open ? .invitation(names(invite)) : ended(invite)
        } catch {
            troubled(error)
            return .later
        }
    }

    /// Begins to connect the account of an invite.
    func accept(_ secret: String) async -> DoorAnswer {
        do {
            guard let invite = try await invites.look(secret) else { return .refused }
            guard invites.state(of: invite) == .open else { return ended(invite) }
            do {
                return .visit(url: try await invites.accept(secret).url, names(invite))
            } catch let problem as Problem {
                return problem.status == 503 ? .later : .news(.failed, names(invite))
            }
        } catch {
            troubled(error)
            return .later
        }
    }

    /// Whether somebody waits for a browser that comes back with this state; `language` is that of pages without a brand.
    func awaited(_ state: String, language: String) -> DoorAnswer {
        let found = invites.waits(for: state)
        return found.isAwaited ? .taken(language: found.language ?? language) : .refused
    }

    /// Takes what a browser brought back.
    func bring(_ callback: DoorCallback, language: String) async -> DoorAnswer {
        let brought = ConnectReturn(
            code: callback.code.isEmpty ? nil : Secret(callback.code),
            issuer: callback.issuer.isEmpty ? nil : callback.issuer,
            error: callback.error.isEmpty ? nil : Neutral.text(callback.error))
        switch await invites.bring(brought, state: callback.state) {
        case nil: return .refused
        case .handedOver: return .taken(language: language)
        case .connected(let invite): return .news(.connected, names(invite))
        case .denied(let invite): return .news(.denied, names(invite))
        case .failed(let invite): return .news(.failed, names(invite))
        }
    }

    private func names(_ invite: InviteDetail) -> DoorInvitation {
        DoorInvitation(
            language: invite.brand.language, brand: invite.brand.title.isEmpty ? invite.brand.name : invite.brand.title,
            network: invites.title(of: invite))
    }

    private func ended(_ invite: InviteDetail) -> DoorAnswer {
        switch invites.state(of: invite) {
        case .used: .news(.used, names(invite))
        case .withdrawn: .news(.withdrawn, names(invite))
        case .open, .expired: .news(.expired, names(invite))
        }
    }
}
