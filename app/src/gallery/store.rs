//! The gallery's shelf: one IndexedDB store on this device. Nothing else reads or writes it.

use js_sys::{Array, Object, Promise, Reflect};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

use crate::browser;

const DATABASE: &str = "digigami";
const DATABASE_VERSION: u32 = 1;
const SHELF: &str = "portraits";

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
    let request = shelf(IdbTransactionMode::Readwrite).await?.put(&record)?;
    settle(&request).await.map(drop)
}

pub(crate) async fn remove(id: &str) -> Result<(), JsValue> {
    let request = shelf(IdbTransactionMode::Readwrite).await?.delete(&id.into())?;
    settle(&request).await.map(drop)
}

/// All portraits, the newest first.
pub(crate) async fn all() -> Result<Vec<(Keepsake, Blob)>, JsValue> {
    let request = shelf(IdbTransactionMode::Readonly).await?.get_all()?;
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

async fn shelf(mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    let factory = browser::window().indexed_db()?.ok_or(JsValue::UNDEFINED)?;
    let opening = factory.open_with_u32(DATABASE, DATABASE_VERSION)?;
    let asked = opening.clone();
    let build = Closure::<dyn FnMut()>::new(move || {
        let Ok(database) = asked.result().and_then(JsCast::dyn_into::<IdbDatabase>) else { return };
        let parameters = web_sys::IdbObjectStoreParameters::new();
        parameters.set_key_path(&"id".into());
        browser::disregard(
            database.create_object_store_with_optional_parameters(SHELF, &parameters),
        );
    });
    opening.set_onupgradeneeded(Some(build.as_ref().unchecked_ref()));
    let database: IdbDatabase = settle(&opening).await?.dyn_into()?;
    database.transaction_with_str_and_mode(SHELF, mode)?.object_store(SHELF)
}

/// Waits for a request of the database.
async fn settle(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await?;
    request.result()
}
