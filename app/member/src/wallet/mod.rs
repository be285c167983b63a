//! Wallet.

use leptos::prelude::*;

use crate::area::title;

/// The page.
#[component]
pub(crate) fn WalletPage() -> impl IntoView {
    title("Wallet: Digigami");
    view! { <div class="wrap app"><h1>"Wallet"</h1></div> }
}
