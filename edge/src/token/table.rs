//! `/token…`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Query, Route, Schemas, handler, route, schema},
};

use super::{admin, holds, proof, read, routes, statement, supply};

/// Refusals of everything that moves tokens, with more.
macro_rules! moving {
    ($($more:ident),* $(,)?) => { &[
        Code::BodyMalformed, Code::BodyTooLarge, Code::ContentTypeUnsupported, Code::FieldInvalid,
        Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing, Code::OriginRefused,
        Code::PasskeyRequired, Code::RoleRequired, Code::IdempotencyKeyInvalid,
        Code::IdempotencyConflict, Code::AmountInvalid, Code::AmountDecimals, Code::AmountTooLarge,
        Code::AssetUnknown, Code::InsufficientFunds, $(Code::$more),*
    ] };
}

/// Refusals of everything that reads what is one's own, with more.
macro_rules! reading {
    ($($more:ident),* $(,)?) => { &[
        Code::QueryInvalid, Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing,
        Code::PasskeyRequired, Code::RoleRequired, $(Code::$more),*
    ] };
}

const ASSET: Query = Query { name: "asset", kind: "string", words: "ANM, AVT, DIGI or USD" };
const FROM: Query = Query { name: "from", kind: "string", words: "from this moment on, ISO 8601" };
const TO: Query = Query { name: "to", kind: "string", words: "before this moment, ISO 8601" };
const FORMAT: Query = Query { name: "format", kind: "string", words: "json, or csv for a file" };
const KIND: Query =
    Query { name: "kind", kind: "string", words: "transfer, burn, stake and so on" };
const DIRECTION: Query = Query { name: "direction", kind: "string", words: "in, out or internal" };
const WORDS: Query =
    Query { name: "q", kind: "string", words: "letters of a memo, a reference or a username" };
const AT: Query =
    Query { name: "at", kind: "string", words: "a moment, ISO 8601, or the number of an entry" };
const STATE: Query =
    Query { name: "state", kind: "string", words: "pending, posted, voided or expired" };

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/token"),
        "getToken",
        handler!(call => supply::info(call)),
        "The assets, and where all of each is",
        (None, 200, Some("TokenInfo")),
        &[],
    ),
    route(
        ("GET", "/token/balance"),
        "getBalance",
        handler!(call => read::balance(call)),
        "What you have, now or at an earlier time",
        (None, 200, Some("Balances")),
        reading!(),
    )
    .needing(Scope::LedgerRead)
    .asking(&[AT]),
    route(
        ("GET", "/token/history"),
        "getHistory",
        handler!(call => read::history(call)),
        "What moved into, out of and within your accounts, newest first",
        (None, 200, Some("HistoryPage")),
        reading!(CursorInvalid),
    )
    .needing(Scope::LedgerRead)
    .paged()
    .asking(&[ASSET, KIND, DIRECTION, FROM, TO, WORDS, FORMAT]),
    route(
        ("GET", "/token/statement"),
        "getStatement",
        handler!(call => statement::statement(call)),
        "Opening, sums by kind and closing of a time",
        (None, 200, Some("Statement")),
        reading!(),
    )
    .needing(Scope::LedgerRead)
    .asking(&[ASSET, FROM, TO, FORMAT]),
    route(
        ("GET", "/token/transactions/:id"),
        "getTransaction",
        handler!(call, at => read::transaction(call, at.first())),
        "One transaction, with what of it is yours",
        (None, 200, Some("Transaction")),
        reading!(TransactionNotFound),
    )
    .needing(Scope::LedgerRead),
    route(
        ("GET", "/token/transactions/:id/proof"),
        "getProof",
        handler!(call, at => proof::proof(call, at.first())),
        "A proof that a transaction of yours is in the chain",
        (None, 200, Some("ChainProof")),
        reading!(TransactionNotFound, NotSealedYet),
    )
    .needing(Scope::LedgerRead),
    route(
        ("GET", "/token/chain"),
        "getChain",
        handler!(call => proof::head(call)),
        "The end of the chain of everything that was ever posted",
        (None, 200, Some("ChainHead")),
        &[Code::NotSealedYet],
    ),
    route(
        ("POST", "/admin/token/issue"),
        "issue",
        handler!(call => admin::issue(call)),
        "Issue tokens: ANM out of the reserve",
        (Some("NewIssue"), 201, Some("TransferReceipt")),
        moving!(RecipientUnknown),
    )
    .needing(Scope::Admin),
    route(
        ("POST", "/admin/token/reverse"),
        "reverse",
        handler!(call => admin::reverse(call)),
        "Turn a transaction round",
        (Some("NewReversal"), 201, Some("TransferReceipt")),
        moving!(TransactionNotFound, NotReversible, AlreadyReversed),
    )
    .needing(Scope::Admin),
    route(
        ("POST", "/token/holds"),
        "openHold",
        handler!(call => holds::open(call)),
        "Set tokens aside for somebody",
        (Some("NewHold"), 201, Some("Hold")),
        moving!(RecipientUnknown, SelfTransfer),
    )
    .needing(Scope::LedgerWrite),
    route(
        ("GET", "/token/holds"),
        "listHolds",
        handler!(call => holds::list(call)),
        "What you set aside, and what was set aside for you, newest first",
        (None, 200, Some("HoldPage")),
        reading!(CursorInvalid),
    )
    .needing(Scope::LedgerRead)
    .paged()
    .asking(&[STATE]),
    route(
        ("POST", "/token/holds/:id/post"),
        "postHold",
        handler!(call, at => holds::post(call, at.first())),
        "Pay a hold, in part or whole; the rest goes back",
        (Some("HoldPost"), 200, Some("Hold")),
        moving!(HoldNotFound, HoldSettled, HoldExpired, HoldExceeded, RecipientUnknown),
    )
    .needing(Scope::LedgerWrite),
    route(
        ("POST", "/token/holds/:id/void"),
        "voidHold",
        handler!(call, at => holds::void(call, at.first())),
        "Give a hold back",
        (None, 200, Some("Hold")),
        moving!(HoldNotFound, HoldSettled, HoldNotYours),
    )
    .needing(Scope::LedgerWrite),
    route(
        ("POST", "/token/transfer"),
        "transfer",
        handler!(call => routes::transfer(call)),
        "Send tokens to a member or an agent",
        (Some("NewTransfer"), 201, Some("TransferReceipt")),
        moving!(RecipientUnknown, SelfTransfer),
    )
    .needing(Scope::LedgerWrite),
    route(
        ("POST", "/token/transfers"),
        "transferToSeveral",
        handler!(call => routes::transfers(call)),
        "Send tokens to several at once: all of it happens, or none",
        (Some("NewTransfers"), 201, Some("TransferReceipt")),
        moving!(RecipientUnknown, SelfTransfer),
    )
    .needing(Scope::LedgerWrite),
    route(
        ("POST", "/token/burn"),
        "burn",
        handler!(call => routes::burn(call)),
        "Burn tokens of your own, for good",
        (Some("NewBurn"), 201, Some("TransferReceipt")),
        moving!(),
    )
    .needing(Scope::LedgerWrite),
    route(
        ("POST", "/token/faucet"),
        "drawFromFaucet",
        handler!(call => routes::faucet(call)),
        "Play money of local development",
        (Some("FaucetDraw"), 201, Some("TransferReceipt")),
        moving!(),
    )
    .needing(Scope::LedgerWrite)
    .in_development(),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::token::TokenInfo>(list);
    schema::<wire::token::Balances>(list);
    schema::<wire::token::HistoryPage>(list);
    schema::<wire::token::Statement>(list);
    schema::<wire::token::Transaction>(list);
    schema::<wire::token::ChainHead>(list);
    schema::<wire::token::ChainProof>(list);
    schema::<wire::token::NewIssue>(list);
    schema::<wire::token::NewReversal>(list);
    schema::<wire::token::Hold>(list);
    schema::<wire::token::HoldPage>(list);
    schema::<wire::token::NewHold>(list);
    schema::<wire::token::HoldPost>(list);
    schema::<wire::token::NewTransfer>(list);
    schema::<wire::token::NewTransfers>(list);
    schema::<wire::token::NewBurn>(list);
    schema::<wire::token::FaucetDraw>(list);
    schema::<wire::token::TransferReceipt>(list);
}
