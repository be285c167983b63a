//! What is in the way of a face, in words: what happened, what was kept, what to do next.

use ui::camera::CameraTrouble;
use ui::photo::FileTrouble;
use ui::words::Words;

/// Why there is no face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    File(FileTrouble),
    Camera(CameraTrouble),
    /// There is a picture, and nobody in it.
    NoFace,
    /// The face finder did not come.
    NoFinder,
    /// The face finder came, and could not look.
    FinderFailed,
    /// There is a face, but it could not be measured.
    NotRead,
}

impl Trouble {
    pub(crate) fn words(&self) -> Words {
        match self {
            Self::File(trouble) => trouble.words(),
            Self::Camera(trouble) => trouble.words(),
            Self::NoFace => Words::new(
                "I can’t find a face here",
                "A face that looks at you in even light works best. Try another photo, or be surprised.",
            ),
            Self::NoFinder => Words::new(
                "The face finder did not load",
                "Check the network for the first visit, then try again.",
            ),
            Self::FinderFailed => {
                Words::new("The face finder stumbled", "Try the photo again, or take another one.")
            }
            Self::NotRead => Words::new(
                "This face could not be measured",
                "Try the photo again, or take another one.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_troubles_share_their_words() {
        let all = [
            Trouble::File(FileTrouble::Damaged),
            Trouble::Camera(CameraTrouble::None),
            Trouble::NoFace,
            Trouble::NoFinder,
            Trouble::FinderFailed,
            Trouble::NotRead,
        ];
        let mut titles: Vec<String> = all.iter().map(|it| it.words().title).collect();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), all.len());
    }
}
