//! Style packs: fetched once, checked once on this device, kept.

use crate::{engine, talk};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use stylize::Pack;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wire::stylist::RefusalCode;

/// A checked pack and its network on the device.
pub(crate) struct Loaded {
    pub(crate) network: engine::Network,
    pub(crate) label: String,
    pub(crate) tier: &'static str,
}

thread_local! {
    static LOADED: RefCell<BTreeMap<String, Rc<Loaded>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The network of a style.
pub(crate) async fn network(style: &str) -> Result<Rc<Loaded>, (RefusalCode, String)> {
    if let Some(loaded) = LOADED.with_borrow(|packs| packs.get(style).cloned()) {
        return Ok(loaded);
    }
    // Only known ids become part of a path.
    let known = stylize::style(style)
        .ok_or((RefusalCode::PackMissing, format!("there is no style {style}")))?;
    let bytes = fetch(&format!("/styles/{}.safetensors", known.id))
        .await
        .map_err(|reason| (RefusalCode::PackMissing, reason))?;
    let broken = |refusal: stylize::PackRefusal| {
        (RefusalCode::PackBroken, format!("{}: {refusal}", refusal.code()))
    };
    let pack = Pack::from_bytes(&bytes).map_err(broken)?;
    let network = engine::load(&pack).await.map_err(broken)?;
    let loaded = Rc::new(Loaded { network, label: pack.label(), tier: pack.tier().name });
    LOADED.with_borrow_mut(|packs| packs.insert(style.to_owned(), loaded.clone()));
    Ok(loaded)
}

async fn fetch(path: &str) -> Result<Vec<u8>, String> {
    let failed = |_| format!("{path} could not be fetched");
    let response = JsFuture::from(talk::scope().fetch_with_str(path)).await.map_err(failed)?;
    let response: web_sys::Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(format!("{path} answered {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(failed)?).await.map_err(failed)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
