//! One way for every page: a press is a message, a message changes the state and causes effects, and
//! what they bring comes back as a message.

use leptos::prelude::*;
use ui::browser;

use crate::api::Key;

/// A page as its desk needs it: how messages change its state, and how effects run. Its own fields
/// are what effects need beside the state.
pub(crate) trait Page: Copy + Send + Sync + 'static {
    type State: Default + Send + Sync + 'static;
    type Message;
    type Effect;

    fn update(state: &mut Self::State, message: Self::Message) -> Vec<Self::Effect>;

    /// Everything that happens outside of the state happens here.
    fn run(desk: Desk<Self>, effect: Self::Effect);
}

/// A page's state, and the only way to change it.
pub(crate) struct Desk<P: Page> {
    pub(crate) state: RwSignal<P::State>,
    pub(crate) page: P,
}

// By hand: the state need not be `Copy`.
impl<P: Page> Copy for Desk<P> {}
impl<P: Page> Clone for Desk<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Page> Desk<P> {
    /// The desk of a page that nothing has happened to.
    pub(crate) fn of(page: P) -> Self {
        Self { state: RwSignal::new(P::State::default()), page }
    }

    /// Does nothing when the page is gone.
    pub(crate) fn send(self, message: P::Message) {
        let effects = self.state.try_update(|state| P::update(state, message)).unwrap_or_default();
        for effect in effects {
            P::run(self, effect);
        }
    }

    /// A memo of one part of the state: views that read it change only when it does.
    pub(crate) fn read<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        part: impl Fn(&P::State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&part))
    }
}

/// The newest wish and its key: the same wish has the same key, however often it is sent.
pub(crate) struct Wishes<W: Send + Sync + 'static>(StoredValue<Option<(W, Key)>>);

// By hand: whatever is wished need not be `Copy`.
impl<W: Send + Sync + 'static> Copy for Wishes<W> {}
impl<W: Send + Sync + 'static> Clone for Wishes<W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W: PartialEq + Clone + Send + Sync + 'static> Wishes<W> {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// The key of a wish; none when the page is gone.
    pub(crate) fn key_of(self, wish: &W) -> Option<Key> {
        let kept = self.0.try_get_value()?.filter(|(kept, _)| kept == wish);
        let key = kept.map_or_else(Key::fresh, |(_, key)| key);
        self.0.try_set_value(Some((wish.clone(), key.clone()))).is_none().then_some(key)
    }

    /// The wish has been answered: the same again is another one.
    pub(crate) fn forget(self) {
        self.0.try_set_value(None);
    }
}

/// Gives an element the keyboard, after the next frame: it has to be drawn first.
pub(crate) fn focus_soon(id: String) {
    request_animation_frame(move || {
        if let Some(element) = browser::by_id::<web_sys::HtmlElement>(&id) {
            browser::disregard(element.focus());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    struct Countdown {
        at_zero: RwSignal<u32>,
    }

    enum Effect {
        Again(u32),
        Ring,
    }

    impl Page for Countdown {
        type State = Vec<u32>;
        type Message = u32;
        type Effect = Effect;

        fn update(state: &mut Vec<u32>, message: u32) -> Vec<Effect> {
            state.push(message);
            vec![message.checked_sub(1).map_or(Effect::Ring, Effect::Again)]
        }

        fn run(desk: Desk<Self>, effect: Effect) {
            match effect {
                Effect::Again(message) => desk.send(message),
                Effect::Ring => desk.page.at_zero.update(|times| *times += 1),
            }
        }
    }

    #[test]
    fn effects_come_back_as_messages() {
        let owner = Owner::new();
        owner.set();
        let at_zero = RwSignal::new(0);
        let desk = Desk::of(Countdown { at_zero });
        desk.send(2);
        assert_eq!(desk.state.get_untracked(), [2, 1, 0]);
        assert_eq!(at_zero.get_untracked(), 1);
    }

    #[test]
    fn a_page_that_is_gone_hears_nothing() {
        let outer = Owner::new();
        outer.set();
        let at_zero = RwSignal::new(0);
        let inner = outer.child();
        let desk = inner.with(|| Desk::of(Countdown { at_zero }));
        inner.cleanup();
        desk.send(0);
        assert_eq!(at_zero.get_untracked(), 0);
    }
}
