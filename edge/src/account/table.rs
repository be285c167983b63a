//! `/account…`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Query, Route, Schemas, handler, route, schema},
};

use super::{deletion, discord, export, passkeys, profile, recovery, sign_in, sign_up};

/// Refusals of everything that takes a JSON body, with more.
macro_rules! with_body {
    ($($more:ident),* $(,)?) => { &[
        Code::BodyMalformed, Code::BodyTooLarge, Code::ContentTypeUnsupported,
        Code::OriginRefused, Code::FieldInvalid, $(Code::$more),*
    ] };
}

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("POST", "/account/sign-up/begin"),
        "beginSignUp",
        handler!(call => sign_up::begin(call)),
        "Begin to sign up with a passkey",
        (Some("SignUpBegin"), 200, Some("PasskeyCreation")),
        with_body!(UsernameInvalid, UsernameReserved, UsernameTaken, AlreadyMember),
    ),
    route(
        ("POST", "/account/sign-up/finish"),
        "finishSignUp",
        handler!(call => sign_up::finish(call)),
        "Finish signing up; the guest becomes a member and keeps what it has",
        (Some("SignUpFinish"), 201, Some("SignedIn")),
        with_body!(
            CeremonyUnknown,
            PasskeyRefused,
            PasskeyKnown,
            UsernameInvalid,
            UsernameReserved,
            UsernameTaken,
            AlreadyMember,
        ),
    ),
    route(
        ("POST", "/account/sign-in/begin"),
        "beginSignIn",
        handler!(call => sign_in::begin(call)),
        "Begin to sign in with a passkey",
        (None, 200, Some("PasskeyRequest")),
        &[Code::OriginRefused],
    ),
    route(
        ("POST", "/account/sign-in/finish"),
        "finishSignIn",
        handler!(call => sign_in::finish(call)),
        "Finish signing in; a guest's avatars come along",
        (Some("SignInFinish"), 200, Some("SignedIn")),
        with_body!(CeremonyUnknown, PasskeyRefused),
    ),
    route(
        ("POST", "/account/sign-in/recover"),
        "recover",
        handler!(call => sign_in::recover(call)),
        "Sign in with a recovery code, to add a passkey",
        (Some("Recover"), 200, Some("SignedIn")),
        with_body!(RecoveryRefused),
    ),
    route(
        ("GET", "/account"),
        "getAccount",
        handler!(call => profile::get_account(call)),
        "Whom this session, key or token stands for",
        (None, 200, Some("Account")),
        &[Code::SessionRequired],
    )
    .needing(Scope::AccountRead),
    route(
        ("PATCH", "/account"),
        "patchAccount",
        handler!(call => profile::patch_account(call)),
        "Change name or picture",
        (Some("AccountPatch"), 200, Some("Account")),
        with_body!(
            SessionRequired,
            MembershipRequired,
            UsernameInvalid,
            UsernameReserved,
            UsernameTaken,
            AvatarNotFound,
        ),
    )
    .needing(Scope::AccountWrite),
    route(
        ("DELETE", "/account"),
        "deleteAccount",
        handler!(call => deletion::delete_account(call)),
        "Delete the account and everything personal",
        (Some("AccountDeletion"), 204, None),
        with_body!(SessionRequired, MembershipRequired, SignInAgain, AccountInUse),
    )
    .needing(Scope::AccountWrite),
    route(
        ("GET", "/account/export"),
        "exportAccount",
        handler!(call => export::export(call)),
        "Everything that is kept about you, as one file",
        (None, 200, None),
        &[Code::SessionRequired, Code::MembershipRequired],
    )
    .needing(Scope::AccountRead),
    route(
        ("GET", "/account/passkeys"),
        "listPasskeys",
        handler!(call => passkeys::list_passkeys(call)),
        "Your passkeys",
        (None, 200, Some("PasskeyList")),
        &[Code::SessionRequired, Code::MembershipRequired],
    )
    .needing(Scope::AccountRead),
    route(
        ("POST", "/account/passkeys/begin"),
        "beginPasskey",
        handler!(call => passkeys::begin(call)),
        "Begin to add a passkey",
        (None, 200, Some("PasskeyCreation")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::OriginRefused, Code::SignInAgain],
    )
    .needing(Scope::AccountRead),
    route(
        ("POST", "/account/passkeys/finish"),
        "finishPasskey",
        handler!(call => passkeys::finish(call)),
        "Finish adding a passkey",
        (Some("NewPasskey"), 201, Some("Passkey")),
        with_body!(
            SessionRequired,
            MembershipRequired,
            SignInAgain,
            CeremonyUnknown,
            PasskeyRefused,
            PasskeyKnown,
            PasskeysFull,
        ),
    )
    .needing(Scope::AccountRead),
    route(
        ("PATCH", "/account/passkeys/:id"),
        "patchPasskey",
        handler!(call, at => passkeys::patch_passkey(call, at.first())),
        "Rename a passkey",
        (Some("PasskeyPatch"), 200, Some("Passkey")),
        with_body!(SessionRequired, MembershipRequired, PasskeyNotFound),
    )
    .needing(Scope::AccountWrite),
    route(
        ("DELETE", "/account/passkeys/:id"),
        "deletePasskey",
        handler!(call, at => passkeys::delete_passkey(call, at.first())),
        "Delete a passkey, never the last way in",
        (None, 204, None),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::OriginRefused,
            Code::SignInAgain,
            Code::PasskeyNotFound,
            Code::LastWayIn,
        ],
    )
    .needing(Scope::AccountWrite),
    route(
        ("POST", "/account/recovery-codes"),
        "renewRecoveryCodes",
        handler!(call => recovery::renew(call)),
        "Ten new recovery codes; the ones before are void",
        (None, 200, Some("RecoveryCodes")),
        &[Code::SessionRequired, Code::MembershipRequired, Code::OriginRefused, Code::SignInAgain],
    )
    .needing(Scope::AccountWrite),
    route(
        ("GET", "/account/discord/start"),
        "startDiscord",
        handler!(call => discord::start(call)),
        "Go to Discord, to link the account or to sign in",
        (None, 302, None),
        &[
            Code::DiscordUnavailable,
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::QueryInvalid,
        ],
    )
    .asking(&[Query { name: "intent", kind: "string", words: "link or sign_in" }]),
    route(
        ("GET", "/account/discord/callback"),
        "finishDiscord",
        handler!(call => discord::callback(call)),
        "Where Discord sends the browser back to; the page shows how it went",
        (None, 302, None),
        &[Code::DiscordRefused, Code::DiscordUnlinked, Code::DiscordTaken],
    )
    .asking(&[
        Query { name: "code", kind: "string", words: "from Discord" },
        Query { name: "state", kind: "string", words: "from Discord" },
        Query { name: "iss", kind: "string", words: "from Discord" },
    ]),
    route(
        ("DELETE", "/account/discord"),
        "unlinkDiscord",
        handler!(call => discord::unlink(call)),
        "Unlink Discord",
        (None, 204, None),
        &[
            Code::SessionRequired,
            Code::MembershipRequired,
            Code::OriginRefused,
            Code::DiscordUnlinked,
            Code::LastWayIn,
        ],
    )
    .needing(Scope::AccountWrite),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::account::SignUpBegin>(list);
    schema::<wire::account::SignUpFinish>(list);
    schema::<wire::account::SignInFinish>(list);
    schema::<wire::account::Recover>(list);
    schema::<wire::account::SignedIn>(list);
    schema::<wire::account::Account>(list);
    schema::<wire::account::AccountPatch>(list);
    schema::<wire::account::AccountDeletion>(list);
    schema::<wire::account::RecoveryCodes>(list);
    schema::<wire::passkey::PasskeyCreation>(list);
    schema::<wire::passkey::PasskeyRequest>(list);
    schema::<wire::passkey::PasskeyList>(list);
    schema::<wire::passkey::Passkey>(list);
    schema::<wire::passkey::NewPasskey>(list);
    schema::<wire::passkey::PasskeyPatch>(list);
}
