//! Names that people read, for the labels that files have.

use character::Role;

/// `twin_tails` as `Twin tails`.
pub(crate) fn words(label: &str) -> String {
    let mut letters = label.replace('_', " ");
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    letters
}

/// What a role colours.
pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Skin => "Skin",
        Role::Blush => "Blush",
        Role::Lip => "Lips",
        Role::Mouth => "Inside of the mouth",
        Role::Hair => "Hair",
        Role::HairTip => "Hair tips",
        Role::Iris => "Eyes",
        Role::IrisGlow => "Light in the eyes",
        Role::Cloth => "Clothes",
        Role::ClothSecond => "Second cloth",
        Role::ClothLower => "Trousers and skirt",
        Role::Leather => "Shoes and leather",
        Role::Trim => "Seams and stripes",
        Role::Accent => "Accent",
        Role::Metal => "Metal",
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn labels_become_words() {
        assert_eq!(words("twin_tails"), "Twin tails");
        assert_eq!(words("o"), "O");
        assert_eq!(words(""), "");
    }
}
