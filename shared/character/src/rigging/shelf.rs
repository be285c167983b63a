//! The sprite library of a drawing: every category with every label that was drawn.

use std::collections::BTreeMap;

use rig::{Category, Entry, Library};

use crate::drawing::{self, Drawing};

/// The categories of a drawing. A label shows its own layers and hides those of its siblings.
pub(super) fn library(drawing: &Drawing) -> Library {
    let mut categories: BTreeMap<String, Category> = BTreeMap::new();
    let shown = |it: &&drawing::Layer| it.category != drawing::Category::Background;
    for layer in drawing.layers.iter().filter(shown) {
        categories.entry(key(layer.category)).or_insert_with(|| {
            let labels = drawing.labels(layer.category).into_iter();
            Category {
                labels: labels
                    .map(|label| (label.to_owned(), entry(drawing, layer.category, label)))
                    .collect(),
                fallback: first_shown(drawing, layer.category),
            }
        });
    }
    Library { categories, variants: BTreeMap::new() }
}

fn entry(drawing: &Drawing, category: drawing::Category, label: &str) -> Entry {
    let of_category = drawing.layers.iter().filter(|layer| layer.category == category);
    let shows = of_category.filter(|layer| layer.bounds().is_some()).map(|layer| {
        let shown = layer.label == label;
        (layer.name.clone(), shown.then(|| layer.name.clone()))
    });
    Entry { shows: shows.collect(), fallback: None }
}

fn first_shown(drawing: &Drawing, category: drawing::Category) -> Option<String> {
    let of_category = |layer: &&drawing::Layer| layer.category == category && layer.shown;
    drawing.layers.iter().find(of_category).map(|layer| layer.label.clone())
}

/// A category's name in the library: `HandL` is `hand_l`.
pub(super) fn key(category: drawing::Category) -> String {
    let mut name = String::new();
    for letter in format!("{category:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
