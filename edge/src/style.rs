//! `/api/v1/styles`: the four styles, and what their packs say of themselves.

pub mod table;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use stylize::{Pack, STYLES, processor::Network};
use wire::styles::{PackCard, StyleCard, StyleList};
use worker::{Env, Response};

use crate::{
    answer, assets,
    call::Call,
    error::{Code, Failure},
    identity,
};

/// A pack that was read and found good, with its network on the processor.
pub struct Loaded {
    /// How the API shows it.
    pub card: PackCard,
    /// `id@version`.
    pub label: String,
    /// The weights, ready to draw.
    pub network: Network,
}

thread_local! {
    /// Packs that this isolate has read; there are as many as there are styles.
    static LOADED: RefCell<BTreeMap<&'static str, Rc<Loaded>>> =
        const { RefCell::new(BTreeMap::new()) };
}

/// `GET /api/v1/styles`
pub async fn list_styles(call: &Call) -> Result<Response, Failure> {
    let response = answer::json(200, &StyleList { styles: cards(&call.env).await })?;
    response.headers().set("cache-control", "public, max-age=300")?;
    Ok(response)
}

/// `GET /api/v1/styles/:id`
pub async fn get_style(call: &Call, id: &str) -> Result<Response, Failure> {
    let style = stylize::style(id).ok_or(Code::StyleNotFound)?;
    let response = answer::json(200, &card(&call.env, style).await)?;
    response.headers().set("cache-control", "public, max-age=300")?;
    Ok(response)
}

/// Every style, in the order in which they are shown.
pub async fn cards(env: &Env) -> Vec<StyleCard> {
    let mut cards = Vec::with_capacity(STYLES.len());
    for style in &STYLES {
        cards.push(card(env, style).await);
    }
    cards
}

async fn card(env: &Env, style: &'static stylize::Style) -> StyleCard {
    let words = |list: [&str; 3]| list.map(str::to_owned).to_vec();
    let pack = match load(env, style.id).await {
        Ok(loaded) => Some(loaded.card.clone()),
        Err(Failure::Refused(_)) => None,
        Err(fault) => {
            worker::console_error!("the pack of {} could not be read: {fault:?}", style.id);
            None
        }
    };
    StyleCard {
        id: style.id.to_owned(),
        name: style.name.to_owned(),
        description: style.description.to_owned(),
        palette: words(style.palette),
        attributes: words(style.attributes),
        pack,
    }
}

/// The pack of a style, read, checked in form and by its golden picture, once for each isolate.
pub async fn load(env: &Env, id: &str) -> Result<Rc<Loaded>, Failure> {
    let style = stylize::style(id).ok_or(Code::StyleUnknown)?;
    if let Some(loaded) = LOADED.with_borrow(|loaded| loaded.get(style.id).cloned()) {
        return Ok(loaded);
    }
    let url = format!("/styles/{}.safetensors", style.id);
    let bytes = assets::read(env, &url).await?.ok_or(Code::PackMissing)?;
    let broken = |refusal: stylize::PackRefusal| {
        worker::console_error!("the pack of {id} was refused: {} {refusal}", refusal.code());
        Failure::from(Code::PackBroken)
    };
    let pack = Pack::from_bytes(&bytes).map_err(broken)?;
    let network = pack.on_processor().map_err(broken)?;
    let noted = |key: &str| pack.metadata.get(key).cloned();
    let card = PackCard {
        url,
        size_bytes: bytes.len() as u32,
        sha256: identity::sha256(&bytes),
        tier: noted("tier"),
        licence: noted("licence"),
        author: noted("author"),
    };
    let loaded = Rc::new(Loaded { card, label: pack.label(), network });
    LOADED.with_borrow_mut(|all| all.insert(style.id, loaded.clone()));
    Ok(loaded)
}
