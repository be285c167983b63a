//! The browser's own database: opening a store, and waiting for what it answers.
//! What lies in a store is the business of the one module that names it.

use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

use crate::browser;

/// A database with one store, whose records are found by their field `id`.
pub(crate) struct Shelf {
    pub(crate) database: &'static str,
    pub(crate) store: &'static str,
}

impl Shelf {
    /// The store, in a transaction of its own.
    pub(crate) async fn open(&self, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        let factory = browser::window().indexed_db()?.ok_or(JsValue::UNDEFINED)?;
        let opening = factory.open_with_u32(self.database, 1)?;
        let (asked, store) = (opening.clone(), self.store);
        let build = Closure::<dyn FnMut()>::new(move || {
            let Ok(database) = asked.result().and_then(JsCast::dyn_into::<IdbDatabase>) else {
                return;
            };
            let parameters = web_sys::IdbObjectStoreParameters::new();
            parameters.set_key_path(&"id".into());
            browser::disregard(
                database.create_object_store_with_optional_parameters(store, &parameters),
            );
        });
        opening.set_onupgradeneeded(Some(build.as_ref().unchecked_ref()));
        let database: IdbDatabase = settle(&opening).await?.dyn_into()?;
        database.transaction_with_str_and_mode(self.store, mode)?.object_store(self.store)
    }
}

/// Waits for a request of the database.
pub(crate) async fn settle(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await?;
    request.result()
}
