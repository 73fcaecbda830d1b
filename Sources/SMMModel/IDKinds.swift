/// Names a brand (`brd_`).
package enum BrandKind: IDKind { package static let prefix = "brd" }
/// Names an account (`acc_`).
package enum AccountKind: IDKind { package static let prefix = "acc" }
/// Names a group of accounts (`grp_`).
package enum GroupKind: IDKind { package static let prefix = "grp" }
/// Names a post (`pst_`).
package enum PostKind: IDKind { package static let prefix = "pst" }
/// Names a revision (`rev_`).
package enum RevisionKind: IDKind { package static let prefix = "rev" }
/// Names a delivery (`dlv_`).
package enum DeliveryKind: IDKind { package static let prefix = "dlv" }
/// Names an operation (`op_`).
package enum OperationIDKind: IDKind { package static let prefix = "op" }
/// Names an attempt (`att_`).
package enum AttemptKind: IDKind { package static let prefix = "att" }
/// Names an asset (`ast_`).
package enum AssetKind: IDKind { package static let prefix = "ast" }
/// Names a hold (`hld_`).
package enum HoldKind: IDKind { package static let prefix = "hld" }
/// Names a weekly slot (`slt_`).
package enum SlotKind: IDKind { package static let prefix = "slt" }
/// Names a role granted to a person or a Unix group (`grt_`).
package enum GrantKind: IDKind { package static let prefix = "grt" }
/// Names an invite for a client (`inv_`).
package enum InviteKind: IDKind { package static let prefix = "inv" }
/// Names a hook, by which a program sends posts (`hok_`).
package enum HookKind: IDKind { package static let prefix = "hok" }
/// Names a notice for a person (`ntc_`).
package enum NoticeKind: IDKind { package static let prefix = "ntc" }

/// A brand's id.
package typealias BrandID = ID<BrandKind>
/// An account's id.
package typealias AccountID = ID<AccountKind>
/// An account group's id.
package typealias GroupID = ID<GroupKind>
/// A post's id.
package typealias PostID = ID<PostKind>
/// A revision's id.
package typealias RevisionID = ID<RevisionKind>
/// A delivery's id.
package typealias DeliveryID = ID<DeliveryKind>
/// An operation's id.
package typealias OperationID = ID<OperationIDKind>
/// An attempt's id.
package typealias AttemptID = ID<AttemptKind>
/// An asset's id.
package typealias AssetID = ID<AssetKind>
/// A hold's id.
package typealias HoldID = ID<HoldKind>
/// A slot's id.
package typealias SlotID = ID<SlotKind>
/// A grant's id.
package typealias GrantID = ID<GrantKind>
/// An invite's id.
package typealias InviteID = ID<InviteKind>
/// A hook's id.
package typealias HookID = ID<HookKind>
/// A notice's id.
package typealias NoticeID = ID<NoticeKind>
