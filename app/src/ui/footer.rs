//! The footer: what there is to make, and what there is to know.

use leptos::prelude::*;

#[component]
pub(crate) fn Footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="wrap">
                <div class="g">
                    <div class="stack">
                        <h2 class="h4">"Digigami"</h2>
                        <p class="s short">
                            "Digital, folded. Made for faces of every kind, on whatever screen is in your hand."
                        </p>
                    </div>
                    <div>
                        <h2 class="h4">"Make"</h2>
                        <ul>
                            <li><a href="/portrait">"Portrait"</a></li>
                            <li><a href="/studio">"Studio"</a></li>
                            <li><a href="/live">"Live"</a></li>
                            <li><a href="/gallery">"Gallery"</a></li>
                        </ul>
                    </div>
                    <div>
                        <h2 class="h4">"Own"</h2>
                        <ul>
                            <li><a href="/wallet">"Wallet"</a></li>
                            <li><a href="/staking">"Staking"</a></li>
                            <li><a href="/jobs">"Productions"</a></li>
                            <li><a href="/governance">"Governance"</a></li>
                            <li><a href="/treasury">"Treasury"</a></li>
                        </ul>
                    </div>
                    <div>
                        <h2 class="h4">"Know"</h2>
                        <ul>
                            <li><a href="/privacy">"What we never see"</a></li>
                            <li><a href="/developers">"Developers"</a></li>
                            <li><a href="/api/health" rel="external">"Status"</a></li>
                        </ul>
                    </div>
                </div>
                <p class="xs fine">
                    "The sample portrait is astronaut Eileen Collins, photographed by NASA, in the public domain."
                </p>
            </div>
        </footer>
    }
}
