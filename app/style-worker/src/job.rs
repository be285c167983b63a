//! One photo and everything that was made from it.

use picture::Picture;
use portrait::{Prepared, Sitting};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wire::stylist::DrawOptions;

/// A finished drawing and what made it.
pub(crate) struct Drawing {
    pub(crate) picture: Picture,
    /// The style as files name it.
    pub(crate) style: String,
    pub(crate) tier: &'static str,
    pub(crate) pack: String,
    pub(crate) elapsed_ms: f64,
}

/// What the network drew, before it is finished.
pub(crate) struct Raw {
    pub(crate) picture: Picture,
    pub(crate) elapsed_ms: f64,
}

/// One photo. Requests run beside each other between awaits, so everything is behind cells
/// and no borrow lives across an await.
pub(crate) struct Job {
    sitting: RefCell<Sitting>,
    prepared: RefCell<BTreeMap<bool, Rc<Prepared>>>,
    drawings: RefCell<BTreeMap<(String, DrawOptions), Rc<Drawing>>>,
    /// What the network drew, before detail and grade.
    raw: RefCell<BTreeMap<(String, bool), Rc<Raw>>>,
    /// Counts cancellations: work that began under another number stops.
    cancellations: Cell<u32>,
}

impl Job {
    pub(crate) fn new(sitting: Sitting) -> Self {
        Self {
            sitting: RefCell::new(sitting),
            prepared: RefCell::default(),
            drawings: RefCell::default(),
            raw: RefCell::default(),
            cancellations: Cell::new(0),
        }
    }

    /// Takes the person mask; what was prepared without it gets its own.
    pub(crate) fn set_matte(&self, matte: &picture::Plane) {
        self.sitting.borrow_mut().set_matte(matte);
        let keys: Vec<bool> = self.prepared.borrow().keys().copied().collect();
        for preserve in keys {
            let old = self.prepared.borrow().get(&preserve).cloned();
            let Some(old) = old else { continue };
            let alpha = self.sitting.borrow().alpha(preserve, &old.photo);
            let renewed = Rc::new(Prepared { alpha, ..(*old).clone() });
            self.prepared.borrow_mut().insert(preserve, renewed);
        }
    }

    pub(crate) fn prepared(&self, preserve_expression: bool) -> Rc<Prepared> {
        let known = self.prepared.borrow().get(&preserve_expression).cloned();
        known.unwrap_or_else(|| {
            let made = Rc::new(self.sitting.borrow().prepare(preserve_expression));
            self.prepared.borrow_mut().insert(preserve_expression, made.clone());
            made
        })
    }

    pub(crate) fn drawing(&self, style: &str, options: DrawOptions) -> Option<Rc<Drawing>> {
        self.drawings.borrow().get(&(style.to_owned(), options)).cloned()
    }

    pub(crate) fn keep(&self, style: &str, options: DrawOptions, drawing: Rc<Drawing>) {
        self.drawings.borrow_mut().insert((style.to_owned(), options), drawing);
    }

    pub(crate) fn raw(&self, style: &str, preserve: bool) -> Option<Rc<Raw>> {
        self.raw.borrow().get(&(style.to_owned(), preserve)).cloned()
    }

    pub(crate) fn keep_raw(&self, style: &str, preserve: bool, raw: Raw) {
        self.raw.borrow_mut().insert((style.to_owned(), preserve), Rc::new(raw));
    }

    pub(crate) fn cancel(&self) {
        self.cancellations.set(self.cancellations.get() + 1);
    }

    pub(crate) fn cancellations(&self) -> u32 {
        self.cancellations.get()
    }
}
