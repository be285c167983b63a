//! Every way in which the edge refuses: a stable name, a status, a sentence.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $status:literal $code:literal $message:literal;)*) => {
        /// Every way in which the edge refuses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $message] $name,)* }

        impl Code {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable name, part of the API.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// One sentence for a person.
            pub fn message(self) -> &'static str {
                match self { $(Self::$name => $message,)* }
            }
        }
    };
}

codes! {
    // every request
    NotFound 404 "not_found" "There is nothing at this address";
    MethodNotAllowed 405 "method_not_allowed" "This address does not know that method";
    BodyTooLarge 413 "body_too_large" "The body is larger than this address takes";
    BodyMalformed 400 "body_malformed" "The body could not be read";
    ContentTypeUnsupported 415 "content_type_unsupported" "Send application/json or multipart/form-data";
    FieldMissing 422 "field_missing" "A field is missing";
    FieldInvalid 422 "field_invalid" "A field has a value that is not taken";
    QueryInvalid 400 "query_invalid" "A query parameter has a value that is not taken";
    SessionRequired 401 "session_required" "Open a session first";
    SessionUnknown 401 "session_unknown" "The token is unknown or has run out";
    OriginRefused 403 "origin_refused" "A page of another origin may not do this with a cookie; use a bearer token";
    RateLimited 429 "rate_limited" "Too often; wait a little";
    IdempotencyKeyInvalid 400 "idempotency_key_invalid" "An idempotency key is 1 to 200 visible ASCII characters";
    IdempotencyConflict 409 "idempotency_conflict" "This idempotency key was used with another request";

    // avatars and pictures
    AvatarNotFound 404 "avatar_not_found" "There is no such avatar, or it is not yours to see";
    AvatarsFull 409 "avatars_full" "Your account holds as many avatars as it can";
    VersionConflict 412 "version_conflict" "The avatar has changed since you read it";
    StyleUnknown 422 "style_unknown" "There is no such style";
    StyleNotFound 404 "style_not_found" "There is no such style";
    ImageMissing 422 "image_missing" "There is no image in the request";
    ImageEmpty 422 "image_empty" "The image file is empty";
    ImageTooLarge 413 "image_too_large" "The image file is larger than 5 MB";
    ImageTypeUnsupported 415 "image_type_unsupported" "Send a PNG, JPEG or WebP";
    ImageTypeMismatch 422 "image_type_mismatch" "The file is not of the type it says it is";
    ImageSidesTooLarge 422 "image_sides_too_large" "The image has more pixels than are taken";
    ImageAnimated 422 "image_animated" "Send a still image, not an animation";
    ImageCorrupt 422 "image_corrupt" "The image file is damaged";
    ExportSizeUnsupported 422 "export_size_unsupported" "Export sizes are 128, 256, 512 and 1024";
    Busy 503 "busy" "Too much is going on at once; try again in a moment";
    NotAvailableHere 501 "not_available_here" "This deployment does not draw on the edge; your own device can";
    PackMissing 503 "pack_missing" "This deployment does not carry the weights of that style";
    PackBroken 503 "pack_broken" "The weights of that style are damaged";
    UpgradeRequired 426 "upgrade_required" "This address speaks WebSocket";

    // drawing on the edge
    GenerationSessionMalformed 400 "generation_session_malformed" "A session id is digi_ and 6 to 64 letters or digits";
    GenerationSessionForeign 403 "generation_session_foreign" "This session belongs to someone else";
    GenerationNotFound 404 "generation_not_found" "There is no finished drawing in this session, or it is no longer kept";
    GenerationInProgress 409 "generation_in_progress" "This session is drawing already";
    GenerationInterrupted 503 "generation_interrupted" "The drawing was interrupted; send the photo again";
    NothingToCancel 409 "nothing_to_cancel" "Nothing is being drawn in this session";
    Cancelled 409 "cancelled" "The drawing was given up";
    FrameMalformed 400 "frame_malformed" "The frame is not a JSON object of the protocol";
    FrameUnknown 400 "frame_unknown" "The frame has an unknown type";
    FrameTooLarge 413 "frame_too_large" "The frame is larger than 8 MiB";
    ProtocolUnsupported 400 "protocol_unsupported" "This version of the protocol is not spoken here";

    // members and what they may do
    MembershipRequired 403 "membership_required" "This needs an account; sign up first";
    ScopeMissing 403 "scope_missing" "This key or agent may not do that";

    // accounts
    SignInAgain 403 "sign_in_again" "This needs a sign-in with a passkey within the last fifteen minutes";
    PasskeyRequired 403 "passkey_required" "Add a passkey first; this session comes from a recovery code";
    UsernameInvalid 422 "username_invalid" "A username has 3 to 32 of a-z, 0-9, _ and -, with a letter or digit at both ends";
    UsernameReserved 422 "username_reserved" "This username is kept for the house";
    UsernameTaken 409 "username_taken" "This username is taken, or looks like one that is";
    AlreadyMember 409 "already_member" "You have an account already";
    CeremonyUnknown 409 "ceremony_unknown" "This ceremony is unknown, was finished or has run out; begin anew";
    PasskeyRefused 401 "passkey_refused" "The passkey was not accepted";
    PasskeyKnown 409 "passkey_known" "This passkey belongs to an account already";
    PasskeyNotFound 404 "passkey_not_found" "There is no such passkey in your account";
    PasskeysFull 409 "passkeys_full" "Your account holds as many passkeys as it can";
    LastWayIn 409 "last_way_in" "Without this nobody could sign in any more; add another way first";
    RecoveryRefused 401 "recovery_refused" "Username and code do not fit, or the code was used";
    SessionNotFound 404 "session_not_found" "There is no such session of yours";
    PersonNotFound 404 "person_not_found" "There is nobody of that name";
    AccountInUse 409 "account_in_use" "The account still holds tokens, or has some on hold";
    DiscordUnavailable 404 "discord_unavailable" "This deployment is not linked with Discord";
    DiscordRefused 401 "discord_refused" "Discord did not confirm who you are";
    DiscordUnlinked 404 "discord_unlinked" "No account is linked with this Discord account";
    DiscordTaken 409 "discord_taken" "This Discord account is linked with another account";

    // keys and agents
    KeyUnknown 401 "key_unknown" "The API key is unknown or was revoked";
    KeyExpired 401 "key_expired" "The API key has run out";
    KeyNotFound 404 "key_not_found" "There is no such key of yours";
    KeysFull 409 "keys_full" "Your account holds as many keys as it can";
    AgentTokenRefused 401 "agent_token_refused" "The agent's token was not accepted";
    AgentTokenReplayed 401 "agent_token_replayed" "The agent's token was used before; sign a new one for each request";
    AgentUnknown 401 "agent_unknown" "The agent is not registered here, or was turned off";
    AgentProofRefused 422 "agent_proof_refused" "The proof is not signed by the did's key for this request and this member";
    AgentNotFound 404 "agent_not_found" "There is no such agent of yours";
    AgentTaken 409 "agent_taken" "This did is registered already";
    AgentsFull 409 "agents_full" "Your account holds as many agents as it can";
    RoleRequired 403 "role_required" "This needs a role that you do not have";
    RoleGrantNotFound 404 "role_grant_not_found" "There is no such grant in force";
    AdminKeyRefused 401 "admin_key_refused" "The admin key was not accepted";

    // ledger and tokens
    AmountInvalid 422 "amount_invalid" "An amount is a decimal string above zero, such as \"12.5\"";
    AmountDecimals 422 "amount_decimals" "The asset has fewer decimals than that";
    AmountTooLarge 422 "amount_too_large" "The amount is larger than the books can hold";
    AssetUnknown 422 "asset_unknown" "Assets are ANM, AVT, DIGI and USD";
    InsufficientFunds 409 "insufficient_funds" "There is not enough for this";
    SelfTransfer 422 "self_transfer" "This would go to where it comes from";
    RecipientUnknown 422 "recipient_unknown" "There is no such recipient";
    TransactionNotFound 404 "transaction_not_found" "There is no such transaction, or it is not yours to see";
    HoldNotFound 404 "hold_not_found" "There is no such hold, or it is not yours";
    HoldSettled 409 "hold_settled" "This hold was settled before, or cannot be settled this way";
    HoldExpired 409 "hold_expired" "The time of this hold has run out";
    HoldExceeded 422 "hold_exceeded" "This is more than is held";
    HoldNotYours 403 "hold_not_yours" "Only the one whom this hold is for may do that";
    NotReversible 409 "not_reversible" "This transaction cannot be reversed";
    AlreadyReversed 409 "already_reversed" "This transaction was reversed before";
    CursorInvalid 400 "cursor_invalid" "This cursor does not belong to this list";
    NotSealedYet 409 "not_sealed_yet" "This transaction is not sealed yet; ask again in a moment";

    // staking and access
    AccessDenied 403 "access_denied" "Your stake does not allow this production";
    StakeTooSmall 409 "stake_too_small" "There is less staked than is to be taken out";
    NothingToClaim 409 "nothing_to_claim" "There is nothing to claim yet";
    TreasuryEmpty 409 "treasury_empty" "The treasury cannot pay this reward now; it is kept for later";

    // jobs
    MaxTotalExceeded 409 "max_total_exceeded" "It costs more than you are ready to pay";
    QueueFull 409 "queue_full" "As many productions wait as may";
    JobNotFound 404 "job_not_found" "There is no such production, or it is not yours to see";
    JobNotCancellable 409 "job_not_cancellable" "It no longer waits, so it cannot be taken back";
    ManifestNotFound 404 "manifest_not_found" "This production has no manifest; it is not completed";

    // governance and policies
    ProposalNotFound 404 "proposal_not_found" "There is no such proposal, or it is not yours to see";
    ProposalForeign 403 "proposal_foreign" "Only its proposer may do that";
    ProposalNotDraft 409 "proposal_not_draft" "Only a draft can be changed and brought to a vote";
    ProposerStakeNeeded 403 "proposer_stake_needed" "A proposal needs more stake than you have";
    DraftsFull 409 "drafts_full" "You keep as many drafts as you can";
    ProposalsFull 409 "proposals_full" "You have as many active proposals as you can";
    ActionInvalid 422 "action_invalid" "An action of the proposal is not possible";
    VotingClosed 409 "voting_closed" "This proposal cannot be voted on now";
    NoVotingWeight 403 "no_voting_weight" "You had nothing staked when voting began";
    VoteUnchanged 409 "vote_unchanged" "You voted just so already";
    ProposalNotPassed 409 "proposal_not_passed" "Only a proposal that has passed, and not too long ago, can be executed";
    ProposalTimeLocked 409 "proposal_time_locked" "The proposal has passed and cannot be executed yet";
    ProposalExecuted 409 "proposal_executed" "The proposal was executed already";
    ProposalOver 409 "proposal_over" "The proposal is over";
    GrantRecipientUnknown 422 "grant_recipient_unknown" "A payment of the proposal goes to nobody that there is";
    GrantUnfunded 409 "grant_unfunded" "The treasury holds less than the proposal pays";
    PolicyNotFound 404 "policy_not_found" "There is no such policy";
    PolicyUnknown 422 "policy_unknown" "There is no policy of that name";
    PolicyValueMalformed 422 "policy_value_malformed" "The policy does not take such a value";
    PolicyValueOutOfBounds 422 "policy_value_out_of_bounds" "The value lies outside the policy's bounds";
    PolicyContradiction 422 "policy_contradiction" "The value would contradict another policy";
    FeatureOff 409 "feature_off" "A vote has switched this feature off";

    // webhooks and live events
    WebhookNotFound 404 "webhook_not_found" "There is no such webhook of yours";
    WebhooksFull 409 "webhooks_full" "Your account holds as many webhooks as it can";
    WebhookUrlRefused 422 "webhook_url_refused" "A webhook needs an https address on the public internet";
}
