//! The places of the programs beside this one: the member's pages, and the studio.
//!
//! Each is a module of its own (`app/member`, `app/studio`), so that nobody who only wants a portrait
//! downloads them. This loads one when such an address is first opened, gives it an element and an
//! address, and takes the element away again; all else is the other program's business.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::browser::{self, disregard};
use crate::missing::Missing;
use crate::ui::empty::HalfFolded;

/// A program beside this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Program {
    Member,
    Studio,
}

impl Program {
    /// The program that knows an address, by the first part of it.
    fn of(path: &str) -> Option<Self> {
        match path.split('/').nth(1)? {
            "wallet" | "staking" | "jobs" | "governance" | "treasury" | "account"
            | "developers" => Some(Self::Member),
            // It has two pages.
            "studio" | "live" if path.trim_end_matches('/').matches('/').count() == 1 => {
                Some(Self::Studio)
            }
            _ => None,
        }
    }

    /// Its folder, and the beginning of its files' names.
    const fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Studio => "studio",
        }
    }
}

thread_local! {
    /// The other programs that are here.
    static PROGRAMS: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Here,
    Failed,
}

/// Whatever this program does not know itself: another program's page, or nothing at all.
#[component]
pub(crate) fn Elsewhere() -> impl IntoView {
    let path = use_location().pathname;
    let program = Memo::new(move |_| path.with(|path| Program::of(path)));
    move || match program.get() {
        Some(program) => view! { <Area program /> }.into_any(),
        None => Missing().into_any(),
    }
}

#[component]
fn Area(program: Program) -> impl IntoView {
    let (path, search) = (use_location().pathname, use_location().search);
    let place = NodeRef::<Div>::new();
    let stage = RwSignal::new(Stage::Loading);
    let n_tried = StoredValue::new(0_u32);
    let load = move || {
        stage.set(Stage::Loading);
        n_tried.update_value(|n| *n += 1);
        let attempt = n_tried.get_value();
        spawn_local(async move {
            let came = if fetch_program(program, attempt).await.is_ok() {
                Stage::Here
            } else {
                Stage::Failed
            };
            // The visitor may have gone on meanwhile; then there is nothing to show.
            disregard(stage.try_set(came).map_or(Ok(()), Err));
        });
    };
    load();
    Effect::new(move |_| {
        let (path, search) = (path.get(), search.get());
        if let (Some(place), Stage::Here) = (place.get(), stage.get())
            && Program::of(&path) == Some(program)
        {
            call(program, "show", &[place.into(), format!("{path}?{search}").into()]);
        }
    });
    on_cleanup(move || call(program, "hide", &[]));
    view! {
        <div class="members">
            <div node_ref=place></div>
            {move || match stage.get() {
                Stage::Here => ().into_any(),
                Stage::Loading => view! { <Skeleton /> }.into_any(),
                Stage::Failed => view! { <DidNotLoad again=load /> }.into_any(),
            }}
        </div>
    }
}

/// The page's outline, while its program is on the way.
#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="wrap app" role="status">
            <span class="vh">"Loading."</span>
            <i class="bone title"></i>
            <i class="bone line"></i>
            <i class="bone sheet"></i>
        </div>
    }
}

#[component]
fn DidNotLoad(again: impl Fn() + 'static) -> impl IntoView {
    let words = if browser::window().navigator().on_line() {
        "Something between here and there gave up. Nothing was changed."
    } else {
        "You are offline, and this page has not been here before. Portraits still work."
    };
    view! {
        <div class="wrap app">
            <div class="empty" role="alert">
                <HalfFolded />
                <h1>"This page did not load."</h1>
                <p class="lead">{words}</p>
                <button class="b" type="button" on:click=move |_| again()>
                    "Try again"
                </button>
            </div>
        </div>
    }
}

/// Calls what the other program offers; does nothing while it is not here.
fn call(program: Program, name: &str, arguments: &[JsValue]) {
    let Some(program) = here(program) else { return };
    let Ok(offered) = Reflect::get(&program, &name.into()) else { return };
    if let Some(offered) = offered.dyn_ref::<Function>() {
        disregard(offered.apply(&JsValue::NULL, &arguments.iter().collect()));
    }
}

fn here(program: Program) -> Option<JsValue> {
    let name = program.name();
    PROGRAMS.with_borrow(|all| all.iter().find(|(it, _)| *it == name).map(|(_, it)| it.clone()))
}

/// Fetches style sheet, script and module, and starts the program.
async fn fetch_program(program: Program, attempt: u32) -> Result<(), JsValue> {
    if here(program).is_some() {
        return Ok(());
    }
    let name = program.name();
    let label = browser::document().query_selector(&format!("meta[name={name}]"))?;
    let version = label.and_then(|it| it.get_attribute("data-version")).unwrap_or_default();
    let base = format!("/{name}/{name}-{version}");
    let dressed = dress(&format!("{base}.css"));
    // Browsers remember that a script did not come, by its address: a new attempt needs a new one.
    let source = if attempt > 1 { format!("{base}.js?{attempt}") } else { format!("{base}.js") };
    let came = import(&source).await?;
    let options = Object::new();
    Reflect::set(&options, &"module_or_path".into(), &format!("{base}_bg.wasm").into())?;
    let start: Function = Reflect::get(&came, &"default".into())?.dyn_into()?;
    let starting: Promise = start.call1(&JsValue::NULL, &options)?.dyn_into()?;
    JsFuture::from(starting).await?;
    JsFuture::from(dressed?).await?;
    PROGRAMS.with_borrow_mut(|all| all.push((name, came)));
    Ok(())
}

/// Loads a module of JavaScript.
pub(crate) async fn import(source: &str) -> Result<JsValue, JsValue> {
    let window = browser::window();
    let import: Function = Reflect::get(&window, &"importModule".into())?.dyn_into()?;
    let coming: Promise = import.call1(&window, &source.into())?.dyn_into()?;
    JsFuture::from(coming).await
}

/// Adds a style sheet to the page; the promise waits until it is in force.
fn dress(address: &str) -> Result<Promise, JsValue> {
    let document = browser::document();
    let sheet: HtmlElement = document.create_element("link")?.unchecked_into();
    sheet.set_attribute("rel", "stylesheet")?;
    sheet.set_attribute("href", address)?;
    let head = document.head().ok_or(JsValue::NULL)?;
    let known = document.query_selector(&format!("link[href='{address}']"))?;
    Ok(Promise::new(&mut |resolve, reject| {
        if let Some(known) = &known {
            known.remove();
        }
        sheet.set_onload(Some(&resolve));
        sheet.set_onerror(Some(&reject));
        disregard(head.append_child(&sheet));
    }))
}

#[cfg(test)]
mod tests {
    use super::Program;

    #[test]
    fn the_addresses_of_the_other_programs_are_known_by_their_first_part() {
        for path in ["/wallet", "/governance/7", "/account/"] {
            assert_eq!(Program::of(path), Some(Program::Member), "{path}");
        }
        for path in ["/studio", "/live", "/live/"] {
            assert_eq!(Program::of(path), Some(Program::Studio), "{path}");
        }
        for path in ["/", "/wallets", "/portrait/wallet", "/studio/dance", "/live/dance"] {
            assert_eq!(Program::of(path), None, "{path}");
        }
    }
}
