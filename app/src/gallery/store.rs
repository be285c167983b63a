//! The gallery's shelf: one IndexedDB store on this device. Nothing else reads or writes it.

use js_sys::{Array, Object, Reflect};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, IdbTransactionMode};

use crate::database::{Shelf, settle};

const SHELF: Shelf = Shelf { database: "digigami", store: "portraits" };

/// One portrait's label; the picture itself lies beside it as `image`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Keepsake {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) style: String,
    pub(crate) size: u32,
    pub(crate) device: String,
    pub(crate) made_ms: f64,
}

/// Puts a portrait on the shelf, or replaces the one with the same id.
pub(crate) async fn put(keepsake: &Keepsake, image: &Blob) -> Result<(), JsValue> {
    let record = keepsake.serialize(&Serializer::json_compatible())?;
    Reflect::set(&record, &"image".into(), image)?;
    let request = SHELF.open(IdbTransactionMode::Readwrite).await?.put(&record)?;
    settle(&request).await.map(drop)
}

pub(crate) async fn remove(id: &str) -> Result<(), JsValue> {
    let request = SHELF.open(IdbTransactionMode::Readwrite).await?.delete(&id.into())?;
    settle(&request).await.map(drop)
}

/// All portraits, the newest first.
pub(crate) async fn all() -> Result<Vec<(Keepsake, Blob)>, JsValue> {
    let request = SHELF.open(IdbTransactionMode::Readonly).await?.get_all()?;
    let records: Array = settle(&request).await?.dyn_into()?;
    let mut found: Vec<(Keepsake, Blob)> = records.iter().filter_map(|it| read(&it)).collect();
    found.sort_by(|a, b| b.0.made_ms.total_cmp(&a.0.made_ms));
    Ok(found)
}

fn read(record: &JsValue) -> Option<(Keepsake, Blob)> {
    let image: Blob = Reflect::get(record, &"image".into()).ok()?.dyn_into().ok()?;
    Reflect::delete_property(record.unchecked_ref::<Object>(), &"image".into()).ok()?;
    Some((serde_wasm_bindgen::from_value(record.clone()).ok()?, image))
}
