//! Where kept packs lie: one store of the browser's database. Nothing else reads or writes it.

use js_sys::{Array, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbTransactionMode;
use wire::pack::PackLabel;

use crate::database::{Shelf, settle};
use crate::styles::Card;

const SHELF: Shelf = Shelf { database: "digigami-packs", store: "packs" };

/// A kept pack's label; the file itself lies beside it as `pack`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    id: String,
    label: PackLabel,
    kept_ms: f64,
}

pub(crate) async fn put(card: &Card, bytes: &Uint8Array) -> Result<(), JsValue> {
    let kept_ms = crate::browser::now_ms();
    let record = Record { id: card.style.clone(), label: card.label.clone(), kept_ms };
    let record = record.serialize(&Serializer::json_compatible())?;
    Reflect::set(&record, &"pack".into(), bytes)?;
    let request = SHELF.open(IdbTransactionMode::Readwrite).await?.put(&record)?;
    settle(&request).await.map(drop)
}

pub(crate) async fn remove(card: &Card) -> Result<(), JsValue> {
    let id = JsValue::from(&card.style);
    let request = SHELF.open(IdbTransactionMode::Readwrite).await?.delete(&id)?;
    settle(&request).await.map(drop)
}

/// The file of a kept pack.
pub(crate) async fn bytes(card: &Card) -> Result<Uint8Array, JsValue> {
    let id = JsValue::from(&card.style);
    let request = SHELF.open(IdbTransactionMode::Readonly).await?.get(&id)?;
    let record = settle(&request).await?;
    Reflect::get(&record, &"pack".into())?.dyn_into()
}

/// All kept packs, the oldest first.
pub(crate) async fn all() -> Result<Vec<&'static Card>, JsValue> {
    let request = SHELF.open(IdbTransactionMode::Readonly).await?.get_all()?;
    let records: Array = settle(&request).await?.dyn_into()?;
    let mut found: Vec<Record> = records.iter().filter_map(|record| read(&record)).collect();
    found.sort_by(|a, b| a.kept_ms.total_cmp(&b.kept_ms));
    Ok(found.into_iter().map(|record| Card::of(&record.id, record.label)).collect())
}

fn read(record: &JsValue) -> Option<Record> {
    Reflect::delete_property(record.unchecked_ref::<js_sys::Object>(), &"pack".into()).ok()?;
    serde_wasm_bindgen::from_value(record.clone()).ok()
}
