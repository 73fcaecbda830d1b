import SMMAPI
import SMMModel

extension Handlers {
    func daemon(_ inquiry: Inquiry) async throws -> Reply {
        let (daemon, call) = (controls.daemon, inquiry.call)
        switch inquiry.route.id {
        case .status: return try .json(try await daemon.status(call, brand: inquiry.query["brand"]))
        case .doctor: return try .json(try await daemon.doctor(call))
        case .createBackup: return try .json(try await daemon.backup(call))
        case .releaseRestore: return try .json(try await daemon.releaseRestore(call))
        case .checkConfig: return try .json(try await daemon.checkConfig(call))
        case .reloadConfig: return try .json(try await daemon.reloadConfig(call))
        case .undo: return try .json(try await daemon.undo(call, try inquiry.decode(Undo.self)))
        case .testNotice: return try .json(try await daemon.testNotice(call, try inquiry.decode(TestNotice.self)))
        case .showDoor: return try .json(try await daemon.door(call))
        case .linkMedia:
            return try .json(
                try await daemon.linkMedia(call, inquiry.parameter, try inquiry.decode(LinkMedia.self)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    func holds(_ inquiry: Inquiry) async throws -> Reply {
        let (holds, call) = (controls.holds, inquiry.call)
        switch inquiry.route.id {
        case .listHolds:
            return try inquiry.answer(
                try await holds.list(call, try HoldQuery(inquiry.query), try inquiry.page()))
        case .placeHold:
            let body = try inquiry.decode(PlaceHold.self)
            return try .creation(
                try await holds.place(call, body, render: { try Rendering.text($0) }), view: { $0 })
        case .releaseHold: return try .json(try await holds.release(call, inquiry.parameter))
        case .resetFuse: return try .json(try await holds.resetFuse(call, inquiry.reference))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }
}
