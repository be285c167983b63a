//! What the whole page has to say: no network, and a new version.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::browser::{self, disregard};
use ::ui::icon::Icon;
use ::ui::toast::{Toast, Toasts};

const SERVICE_WORKER: &str = "/service-worker.js";

/// A line at the top while there is no network.
#[component]
pub(crate) fn OfflineNotice() -> impl IntoView {
    let online = RwSignal::new(browser::window().navigator().on_line());
    for (event, value) in [("online", true), ("offline", false)] {
        let heard = Closure::<dyn FnMut()>::new(move || online.set(value));
        disregard(
            browser::window()
                .add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()),
        );
        heard.forget();
    }
    view! {
        <div role="status">
            <Show when=move || !online.get()>
                <p class="offline">
                    {Icon::Offline.view()}
                    "You are offline. Portraits still work; saving to an account needs the network."
                </p>
            </Show>
        </div>
    }
}

/// Registers the service worker and offers to reload when a new version waits.
pub(crate) fn watch_versions(toasts: Toasts) {
    let container = browser::window().navigator().service_worker();
    if container.is_undefined() {
        return;
    }
    spawn_local(async move {
        let registering = container.register(SERVICE_WORKER);
        let Ok(registration) = JsFuture::from(registering).await else { return };
        // Some browsers answer nothing at all where workers are switched off.
        let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else { return };
        if registration.waiting().is_some() && container.controller().is_some() {
            offer(toasts, &container);
        }
        let (found_in, found_at) = (container.clone(), registration.clone());
        let found = Closure::<dyn FnMut()>::new(move || {
            if let Some(worker) = found_at.installing() {
                wait_for(toasts, &found_in, &worker);
            }
        });
        registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
        found.forget();
    });
}

fn wait_for(toasts: Toasts, container: &ServiceWorkerContainer, worker: &ServiceWorker) {
    let (container, watched) = (container.clone(), worker.clone());
    let changed = Closure::<dyn FnMut()>::new(move || {
        let installed = watched.state() == web_sys::ServiceWorkerState::Installed;
        // Without a controller this is the first visit: there is no older version to leave.
        if installed && container.controller().is_some() {
            offer(toasts, &container);
        }
    });
    worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

fn offer(toasts: Toasts, container: &ServiceWorkerContainer) {
    let reload = Closure::<dyn FnMut()>::new(|| disregard(browser::window().location().reload()));
    container.set_oncontrollerchange(Some(reload.as_ref().unchecked_ref()));
    reload.forget();
    let accept = || spawn_local(accept_version());
    toasts.show(Toast::done("A new version is ready.".into()).offering(accept, "Reload").staying());
}

/// Lets the waiting version take over; the page reloads when it has.
async fn accept_version() {
    let container = browser::window().navigator().service_worker();
    let registration = JsFuture::from(container.get_registration()).await;
    let waiting = registration
        .ok()
        .and_then(|it| it.dyn_into::<ServiceWorkerRegistration>().ok())
        .and_then(|it| it.waiting());
    match waiting {
        Some(worker) => {
            let message = js_sys::Object::new();
            disregard(js_sys::Reflect::set(&message, &"type".into(), &"skip-waiting".into()));
            disregard(worker.post_message(&message));
        }
        None => disregard(browser::window().location().reload()),
    }
}
