//! Tokens as the API shows them. Amounts are decimal strings with all decimals of their asset.

use serde::{Deserialize, Serialize};

/// What somebody owns of one asset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AssetBalance {
    /// `ANM`, `AVT`, `DIGI` or `USD`.
    pub asset: String,
    /// How many decimals its amounts have.
    pub decimals: u32,
    /// All of the following together.
    pub total: String,
    /// Free to be spent.
    pub available: String,
    /// Staked.
    pub staked: String,
    /// Held for somebody else until a condition is met.
    pub escrowed: String,
    /// Set aside in holds.
    pub pending: String,
}

/// Answer of `GET /api/v1/token/balance`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Balances {
    /// Every asset, in a fixed order.
    pub items: Vec<AssetBalance>,
    /// The number of the last entry in the books that these balances know of; balances at this
    /// entry never change.
    pub entry: u64,
    /// The moment asked for, ISO 8601.
    pub at: String,
    /// Holds that wait, in the same snapshot; the newest 100.
    pub holds: Vec<Hold>,
}

/// Where the whole supply of an asset is. The parts add up to `issued`; all are read from the
/// accounts, none is stored beside them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Supply {
    /// `ANM`, `AVT`, `DIGI` or `USD`.
    pub asset: String,
    /// The name in full.
    pub name: String,
    /// How many decimals its amounts have.
    pub decimals: u32,
    /// The most that can ever be issued.
    pub cap: String,
    /// What was issued so far, and what came in from outside.
    pub issued: String,
    /// In members' hands: available, staked, escrowed and pending.
    pub circulating: String,
    /// The staked part of what circulates.
    pub staked: String,
    /// Issued, and not yet in anybody's hands.
    pub reserve: String,
    /// The treasury.
    pub treasury: String,
    /// Fees of transfers that were not moved on.
    pub fees: String,
    /// Burned for good.
    pub burned: String,
}

/// Answer of `GET /api/v1/token`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TokenInfo {
    /// Every asset, in a fixed order.
    pub items: Vec<Supply>,
    /// The number of the last entry in the books that these figures know of.
    pub entry: u64,
}

/// Body of `POST /api/v1/token/transfer`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTransfer {
    /// Who gets it: `@username`, the id of a principal, or a DID.
    pub to: String,
    /// More than zero, with at most as many decimals as the asset has.
    pub amount: String,
    /// `ANM` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// One line of at most 200 characters that both sides see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
}

/// One transfer of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransferPart {
    /// Who gets it: `@username`, the id of a principal, or a DID.
    pub to: String,
    /// More than zero.
    pub amount: String,
}

/// Body of `POST /api/v1/token/transfers`: all of it happens, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTransfers {
    /// 1 to 64; with a fee for each, 1 to 32.
    pub transfers: Vec<TransferPart>,
    /// `ANM` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// One line of at most 200 characters that all sides see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
}

/// Body of `POST /api/v1/token/burn`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewBurn {
    /// More than zero.
    pub amount: String,
    /// `ANM` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// One line of at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
}

/// Body of `POST /api/v1/token/faucet`, in local development only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaucetDraw {
    /// More than zero.
    pub amount: String,
    /// `ANM` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
}

/// Body of `POST /api/v1/admin/token/issue`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewIssue {
    /// Who gets it: `@username`, the id of a principal, a DID, or `treasury`.
    pub to: String,
    /// More than zero.
    pub amount: String,
    /// `ANM` if not said; ANM comes out of the reserve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// Why; 3 to 200 characters, kept with the posting.
    pub reason: String,
}

/// Body of `POST /api/v1/admin/token/reverse`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewReversal {
    /// The transaction that is to be turned round.
    pub transaction_id: String,
    /// Why; 3 to 200 characters, kept with the posting.
    pub reason: String,
}

/// Somebody or something on one side of a movement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// `member`, `system` or `hold`.
    pub kind: String,
    /// The id of the principal or of the hold; for the system `treasury`, `reserve`, `burned`,
    /// `fees`, `issue` or `gateway`.
    pub id: String,
    /// The member's username, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// For members: `available`, `staked`, `escrowed` or `pending`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// One movement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Movement {
    /// Where it comes from.
    pub from: Party,
    /// Where it goes.
    pub to: Party,
    /// What moves.
    pub asset: String,
    /// How much.
    pub amount: String,
}

/// One transaction, with the movements that the caller may see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    /// UUID.
    pub id: String,
    /// Its place in the chain: 1, 2, 3 and so on, without gaps.
    pub number: u64,
    /// `transfer`, `burn`, `faucet`, `issue`, `reversal`, `hold`, `stake` and so on.
    pub kind: String,
    /// ISO 8601.
    pub at: String,
    /// What moved. Of a transaction between others, the caller sees their own part.
    pub movements: Vec<Movement>,
    /// Words of the one who asked for it.
    pub memo: Option<String>,
    /// What it belongs to.
    pub reference: Option<String>,
    /// The transaction that this one turns round.
    pub reverses: Option<String>,
    /// The transaction that turned this one round.
    pub reversed_by: Option<String>,
}

/// Answer of everything that moves tokens of the caller's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TransferReceipt {
    /// UUID of the transaction.
    pub id: String,
    /// Its place in the chain.
    pub number: u64,
    /// What it was for.
    pub kind: String,
    /// What moved.
    pub asset: String,
    /// All of it together, without the fee.
    pub amount: String,
    /// What was paid on top.
    pub fee: String,
    /// The caller's free balance right after it.
    pub available: String,
    /// ISO 8601.
    pub at: String,
}

/// One line of a history: one movement into, out of, or within the caller's accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HistoryItem {
    /// UUID of the transaction.
    pub transaction_id: String,
    /// The number of the entry; rises with time.
    pub entry: u64,
    /// What it was for.
    pub kind: String,
    /// `in`, `out`, or `internal` between accounts of the caller's own.
    pub direction: String,
    /// What moved.
    pub asset: String,
    /// How much, without a sign.
    pub amount: String,
    /// Where it came from.
    pub from: Party,
    /// Where it went.
    pub to: Party,
    /// Words of the one who asked for it.
    pub memo: Option<String>,
    /// What it belongs to.
    pub reference: Option<String>,
    /// The balance of the caller's account after it (of the one it came from, when internal).
    pub balance_after: String,
    /// ISO 8601.
    pub at: String,
}

/// Answer of `GET /api/v1/token/history`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// The lines of this page.
    pub items: Vec<HistoryItem>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// What happened of one kind within a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StatementLine {
    /// `transfer`, `burn`, `stake` and so on.
    pub kind: String,
    /// How many movements.
    pub count: u64,
    /// What came in.
    pub credited: String,
    /// What went out.
    pub debited: String,
}

/// Answer of `GET /api/v1/token/statement`: opening + credited − debited = closing, to the unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// Of which asset.
    pub asset: String,
    /// From this moment, inclusive; ISO 8601.
    pub from: String,
    /// To this moment, exclusive; ISO 8601.
    pub to: String,
    /// All that was owned at the beginning, of every purpose.
    pub opening: String,
    /// What came in from others.
    pub credited: String,
    /// What went out to others.
    pub debited: String,
    /// All that was owned at the end.
    pub closing: String,
    /// The sums by kind.
    pub lines: Vec<StatementLine>,
}

/// Body of `POST /api/v1/token/holds`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewHold {
    /// Who it is for: `@username`, the id of a principal, or a DID.
    pub to: String,
    /// More than zero.
    pub amount: String,
    /// `ANM` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// How long it waits, in seconds: 1 to 7,776,000 (90 days).
    pub expires_in_seconds: u64,
    /// One line of at most 200 characters that both sides see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
}

/// Body of `POST /api/v1/token/holds/:id/post`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HoldPost {
    /// All of it if not said; what is left goes back to the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
}

/// Something set aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hold {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub owner: Party,
    /// Who it is for; null for holds of the system, as for a production.
    pub payee: Option<Party>,
    /// What is set aside.
    pub asset: String,
    /// How much.
    pub amount: String,
    /// What was paid of it; null until it is settled.
    pub posted: Option<String>,
    /// `pending`, `posted`, `voided` or `expired`.
    pub state: String,
    /// What it was for.
    pub kind: String,
    /// Words of the owner.
    pub memo: Option<String>,
    /// ISO 8601.
    pub created_at: String,
    /// From this moment on it can no longer be paid, ISO 8601.
    pub expires_at: String,
    /// When it was settled, ISO 8601.
    pub settled_at: Option<String>,
}

/// Answer of `GET /api/v1/token/holds`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HoldPage {
    /// The holds of this page.
    pub items: Vec<Hold>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// The end of the chain: a hash over everything that was posted up to `count`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChainHead {
    /// How many transactions are sealed; the number of the last one.
    pub count: u64,
    /// SHA-256, lowercase hexadecimal.
    pub hash: String,
    /// When it was sealed, ISO 8601.
    pub sealed_at: String,
    /// Whether it lies in the object store, where it is never overwritten.
    pub published: bool,
    /// How many transactions wait to be sealed.
    pub waiting: u64,
}

/// A transaction as the chain hashes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SealedEntry {
    /// Its place in the chain.
    pub number: u64,
    /// UUID.
    pub id: String,
    /// SHA-256 of the request that asked for it.
    pub request_hash: String,
    /// What it was for.
    pub kind: String,
    /// Milliseconds since 1970.
    pub at: u64,
    /// The movements, as the database keeps them.
    pub legs: String,
    /// Words of the one who asked for it.
    pub memo: Option<String>,
    /// What it belongs to.
    pub reference: Option<String>,
    /// The transaction that it turns round.
    pub reverses: Option<String>,
}

/// Answer of `GET /api/v1/token/transactions/:id/proof`: fold `entry` and `following` onto
/// `previous`, and the head's hash comes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChainProof {
    /// The transaction.
    pub entry: SealedEntry,
    /// The chain's hash before it.
    pub previous: String,
    /// The leaves after it, up to the head.
    pub following: Vec<String>,
    /// The first head that covers it.
    pub head: ChainHead,
}
