//! Style packs: fetched once, checked once on this device, kept.

use crate::{engine, talk};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use stylize::{Pack, PackRefusal};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wire::pack::PackLabel;
use wire::stylist::RefusalCode;

/// Packs of the visitor's own that are held at once; one more and they are asked for again.
const OWN_MAX: usize = 8;
/// A note is its maker's own words: no longer than this where people read it.
const NOTE_LENGTH_MAX: usize = 60;
/// How the styles begin that are a visitor's own.
const OWN_PREFIX: &str = "own-";

/// A checked pack and its network on the device.
pub(crate) struct Loaded {
    pub(crate) network: engine::Network,
    /// `id@version`.
    pub(crate) label: String,
    pub(crate) tier: &'static str,
    /// What the pack says of itself.
    pub(crate) notes: PackLabel,
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
    let broken =
        |refusal: PackRefusal| (RefusalCode::PackBroken, format!("{}: {refusal}", refusal.code()));
    load(style, &bytes).await.map_err(broken)
}

/// Takes a pack that the visitor brought. It has passed every check before it can be asked for.
pub(crate) async fn take(style: &str, bytes: &[u8]) -> Result<Rc<Loaded>, PackRefusal> {
    // A pack that calls itself one of ours would draw in its place.
    if !style.starts_with(OWN_PREFIX) {
        return Err(PackRefusal::Metadata("style"));
    }
    if let Some(loaded) = LOADED.with_borrow(|packs| packs.get(style).cloned()) {
        return Ok(loaded);
    }
    LOADED.with_borrow_mut(|packs| {
        if packs.keys().filter(|style| style.starts_with(OWN_PREFIX)).count() >= OWN_MAX {
            packs.retain(|style, _| !style.starts_with(OWN_PREFIX));
        }
    });
    load(style, bytes).await
}

async fn load(style: &str, bytes: &[u8]) -> Result<Rc<Loaded>, PackRefusal> {
    let pack = Pack::from_bytes(bytes)?;
    let network = engine::load(&pack).await?;
    let note = |key: &str| {
        let text = pack.metadata.get(key).map_or("", String::as_str);
        text.chars().filter(|c| !c.is_control()).take(NOTE_LENGTH_MAX).collect::<String>()
    };
    let notes = PackLabel {
        id: note("id"),
        name: note("name"),
        version: note("version"),
        author: note("author"),
        licence: note("licence"),
        tier: pack.tier().name.to_owned(),
        size_bytes: bytes.len() as u32,
    };
    let loaded = Loaded { network, label: pack.label(), tier: pack.tier().name, notes };
    let loaded = Rc::new(loaded);
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
