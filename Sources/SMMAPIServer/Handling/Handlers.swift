import HummingbirdCore
import NIOCore
import SMMAPI
import SMMAccounts
import SMMModel

/// One handler for each route: decode, call one service method, encode. The switch is exhaustive, so that a route of
/// the table without a handler does not compile.
struct Handlers: Sendable {
    let controls: Controls
    let views: AccountViews
    let streams: StreamRegistry
    let hooks: ServerHooks
    private let ping: ByteBuffer
    private let version: ByteBuffer
    private let document: ByteBuffer

    init(_ services: ServerServices, streams: StreamRegistry) {
        controls = services.controls
        views = AccountViews(clock: WireClock(local: services.local), accounts: services.controls.accounts)
        self.streams = streams
        hooks = services.hooks
        ping = Self.constant(PingView(pong: true))
        version = Self.constant(VersionView(release: services.release, api: APIVersion.path))
        document = ByteBuffer(string: OpenAPIDocument.text(release: services.release))
    }

    func handle(_ inquiry: Inquiry) async throws -> Reply {
        switch inquiry.route.id {
        case .ping: return .constant(ping)
        case .version: return .constant(version)
        case .openapi: return .constant(document)
        case .whoami: return try await whoami(inquiry)
        case .status, .doctor, .createBackup, .releaseRestore, .checkConfig, .reloadConfig, .undo, .testNotice,
            .showDoor,
            .linkMedia:
            return try await daemon(inquiry)
        case .listBrands, .createBrand, .showBrand, .editBrand: return try await brands(inquiry)
        case .listPlatforms, .listAccounts, .createAccount, .showAccount, .editAccount, .removeAccount, .showSlots,
            .setSlots:
            return try await accounts(inquiry)
        case .connectAccount, .continueConnection, .reconnectAccount, .checkAccount:
            return try await connections(inquiry)
        case .showVault, .rotateVault, .exportVault, .importVault: return try await vault(inquiry)
        case .listGroups, .createGroup, .showGroup, .changeMembers, .deleteGroup: return try await groups(inquiry)
        case .listGrants, .createGrant, .revokeGrant: return try await grants(inquiry)
        case .listHooks, .createHook, .removeHook: return try await hooks(inquiry)
        case .listInvites, .createInvite, .withdrawInvite: return try await invites(inquiry)
        case .listPosts, .createPost, .createPosts, .previewNewPost, .showPost, .editPost, .deletePost, .cancelPost,
            .retryPost, .resolvePost, .previewPost, .whyPost:
            return try await posts(inquiry)
        case .listQueue: return try await queue(inquiry)
        case .listEvents: return try await events(inquiry)
        case .listHolds, .placeHold, .releaseHold, .resetFuse: return try await holds(inquiry)
        case .uploadMedia, .previewMedia, .showMedia: return try await media(inquiry)
        }
    }

    private static func constant(_ value: some Encodable) -> ByteBuffer {
        // These values hold nothing that JSON cannot say.
        (try? WireJSON.encode(value)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
    }

    private func whoami(_ inquiry: Inquiry) async throws -> Reply {
        let principal = inquiry.call.principal
        let brands = try await controls.brands.list(principal)
        return try .json(
            WhoAmIView(
                kind: principal.kind.rawValue, name: principal.name, uid: principal.uid,
                everywhere: principal.everywhere.map { Open($0) },
                brands: brands.compactMap { brand in
                    brand.role.map {
                        BrandRole(
                            brand: BrandReference(id: brand.profile.id, name: brand.profile.name), role: Open($0))
                    }
                }))
    }
}

/// A route that its handler's table does not know; cannot happen while the switches agree.
struct UnhandledRoute: Error {
    let route: RouteID
}
