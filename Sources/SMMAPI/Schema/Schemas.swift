/// Every named schema.
package enum Schemas {
    /// Bodies that clients send; unknown members in them are refused.
    package static let requests: [(name: String, schema: Schema)] = [
        (CreateBrand.schemaName, CreateBrand.schema), (EditBrand.schemaName, EditBrand.schema),
        (CreateAccount.schemaName, CreateAccount.schema), (EditAccount.schemaName, EditAccount.schema),
        (ConnectAccount.schemaName, ConnectAccount.schema),
        (ReconnectAccount.schemaName, ReconnectAccount.schema),
        (ContinueConnection.schemaName, ContinueConnection.schema), (RotateVault.schemaName, RotateVault.schema),
        (ExportVault.schemaName, ExportVault.schema), (ImportVault.schemaName, ImportVault.schema),
        (CreateGroup.schemaName, CreateGroup.schema), (ChangeMembers.schemaName, ChangeMembers.schema),
        (SlotTime.schemaName, SlotTime.schema), (SetSlots.schemaName, SetSlots.schema),
        (MediaFacts.schemaName, MediaFacts.schema), (MediaDraft.schemaName, MediaDraft.schema),
        (PartDraft.schemaName, PartDraft.schema),
        (VariantDraft.schemaName, VariantDraft.schema), (ScheduleDraft.schemaName, ScheduleDraft.schema),
        (CreatePost.schemaName, CreatePost.schema), (CreatePosts.schemaName, CreatePosts.schema),
        (EditPost.schemaName, EditPost.schema), (ResolvePost.schemaName, ResolvePost.schema),
        (PlaceHold.schemaName, PlaceHold.schema), (CreateGrant.schemaName, CreateGrant.schema),
        (CreateInvite.schemaName, CreateInvite.schema), (CreateHook.schemaName, CreateHook.schema),
        (Undo.schemaName, Undo.schema), (TestNotice.schemaName, TestNotice.schema),
        (LinkMedia.schemaName, LinkMedia.schema),
    ]

    /// Bodies that the daemon sends; they may grow.
    package static let answers: [(name: String, schema: Schema)] = [
        (Moment.schemaName, Moment.schema), (BrandReference.schemaName, BrandReference.schema),
        (AccountReference.schemaName, AccountReference.schema), (BrandView.schemaName, BrandView.schema),
        (AccountView.schemaName, AccountView.schema), (ConnectionView.schemaName, ConnectionView.schema),
        (AccountLimit.schemaName, AccountLimit.schema), (AccountCheckView.schemaName, AccountCheckView.schema),
        (VaultKeyView.schemaName, VaultKeyView.schema), (VaultView.schemaName, VaultView.schema),
        (VaultRotationView.schemaName, VaultRotationView.schema),
        (VaultExportView.schemaName, VaultExportView.schema), (VaultImportView.schemaName, VaultImportView.schema),
        (GroupView.schemaName, GroupView.schema),
        (SlotView.schemaName, SlotView.schema), (SlotsView.schemaName, SlotsView.schema),
        (MediaView.schemaName, MediaView.schema), (PartView.schemaName, PartView.schema),
        (VariantView.schemaName, VariantView.schema), (RevisionView.schemaName, RevisionView.schema),
        (ScheduleView.schemaName, ScheduleView.schema), (ReceiptView.schemaName, ReceiptView.schema),
        (FailureView.schemaName, FailureView.schema), (OperationView.schemaName, OperationView.schema),
        (WaitView.schemaName, WaitView.schema), (DeliveryView.schemaName, DeliveryView.schema),
        (PostView.schemaName, PostView.schema),
        (PostTarget.schemaName, PostTarget.schema), (PostSummary.schemaName, PostSummary.schema),
        (PostBatchView.schemaName, PostBatchView.schema), (ViolationView.schemaName, ViolationView.schema),
        (PreviewPart.schemaName, PreviewPart.schema),
        (PreviewTarget.schemaName, PreviewTarget.schema), (PreviewView.schemaName, PreviewView.schema),
        (StoryLine.schemaName, StoryLine.schema), (StoryView.schemaName, StoryView.schema),
        (QueueItem.schemaName, QueueItem.schema), (ActorView.schemaName, ActorView.schema),
        (SubjectView.schemaName, SubjectView.schema), (EventView.schemaName, EventView.schema),
        (ScopeView.schemaName, ScopeView.schema), (HoldView.schemaName, HoldView.schema),
        (FuseView.schemaName, FuseView.schema), (GrantView.schemaName, GrantView.schema),
        (InviteView.schemaName, InviteView.schema), (HookView.schemaName, HookView.schema),
        (StatusCounts.schemaName, StatusCounts.schema), (AttentionItem.schemaName, AttentionItem.schema),
        (BrandStatus.schemaName, BrandStatus.schema), (StatusView.schemaName, StatusView.schema),
        (Finding.schemaName, Finding.schema), (DoctorView.schemaName, DoctorView.schema),
        (DoorView.schemaName, DoorView.schema), (MediaLinkView.schemaName, MediaLinkView.schema),
        (BackupView.schemaName, BackupView.schema), (RestoreView.schemaName, RestoreView.schema),
        (ConfigProblem.schemaName, ConfigProblem.schema), (ConfigView.schemaName, ConfigView.schema),
        (UndoView.schemaName, UndoView.schema), (ChannelResult.schemaName, ChannelResult.schema),
        (NoticeTestView.schemaName, NoticeTestView.schema), (AssetFacts.schemaName, AssetFacts.schema),
        (AssetView.schemaName, AssetView.schema),
        (MediaPreviewNetwork.schemaName, MediaPreviewNetwork.schema),
        (MediaPreviewView.schemaName, MediaPreviewView.schema),
        (BrandRole.schemaName, BrandRole.schema), (WhoAmIView.schemaName, WhoAmIView.schema),
        (VersionView.schemaName, VersionView.schema), (PingView.schemaName, PingView.schema),
        (SettingView.schemaName, SettingView.schema), (LimitsView.schemaName, LimitsView.schema),
        (PlatformView.schemaName, PlatformView.schema), (ProblemDocument.schemaName, ProblemDocument.schema),
    ]

    /// The pages of lists, by name.
    package static let pages: [(name: String, schema: Schema)] = [
        ("BrandPage", Page<BrandView>.schema), ("PlatformPage", Page<PlatformView>.schema),
        ("AccountPage", Page<AccountView>.schema), ("GroupPage", Page<GroupView>.schema),
        ("PostPage", Page<PostSummary>.schema), ("QueuePage", Page<QueueItem>.schema),
        ("EventPage", Page<EventView>.schema), ("HoldPage", Page<HoldView>.schema),
        ("GrantPage", Page<GrantView>.schema), ("InvitePage", Page<InviteView>.schema),
        ("HookPage", Page<HookView>.schema),
    ]

    /// Every schema by name, in the order of the document.
    package static let all: [(name: String, schema: Schema)] =
        requests + answers + pages + [
            ("OpenAPI", .map(.any))
        ]

    /// Every schema by name.
    package static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.schema) })

    /// The names of the schemas that clients send.
    package static let requestNames = Set(requests.map(\.name))
}
