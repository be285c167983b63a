//! The gallery's state and its only way from one to the next. Pure.

use super::store::Keepsake;
use crate::ui::toast::Toast;

/// Longest name that is kept, in characters.
const NAME_LENGTH_MAX: usize = 60;
/// How many portraits stand side by side.
const COMPARED: usize = 2;

/// One portrait on the wall.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) keepsake: Keepsake,
    pub(super) url: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub(super) loaded: bool,
    pub(super) pieces: Vec<Piece>,
    pub(super) marked: Vec<String>,
    pub(super) comparing: bool,
    /// What was deleted last, and where it stood: the way back.
    deleted: Option<(usize, Piece)>,
}

#[derive(Clone, Debug)]
pub(super) enum Message {
    Loaded(Vec<Piece>),
    LoadFailed,
    Rename { id: String, name: String },
    Mark(String),
    Compare,
    CloseCompare,
    Delete(String),
    Undo,
    StoreFailed,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    Write(Keepsake),
    Remove(String),
    /// Says that one is gone, with a way back.
    OfferUndo(String),
    Toast(Toast),
}

pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Loaded(pieces) => {
            state.loaded = true;
            state.pieces = pieces;
            vec![]
        }
        Message::LoadFailed => {
            state.loaded = true;
            vec![warn("This browser keeps nothing for this site, so there is no gallery.")]
        }
        Message::Rename { id, name } => rename(state, &id, &name),
        Message::Mark(id) => {
            mark(state, id);
            vec![]
        }
        Message::Compare => {
            state.comparing = state.marked.len() == COMPARED;
            vec![]
        }
        Message::CloseCompare => {
            state.comparing = false;
            vec![]
        }
        Message::Delete(id) => delete(state, &id),
        Message::Undo => undo(state),
        Message::StoreFailed => vec![warn("That could not be kept. Nothing else was changed.")],
    }
}

fn warn(words: &str) -> Effect {
    Effect::Toast(Toast::warning(words.into()))
}

fn rename(state: &mut State, id: &str, name: &str) -> Vec<Effect> {
    let name: String = name.trim().chars().take(NAME_LENGTH_MAX).collect();
    let Some(piece) = state.pieces.iter_mut().find(|piece| piece.keepsake.id == id) else {
        return vec![];
    };
    if name.is_empty() || piece.keepsake.name == name {
        return vec![];
    }
    piece.keepsake.name = name;
    vec![Effect::Write(piece.keepsake.clone())]
}

/// Marks or unmarks; a third mark lets the oldest go.
fn mark(state: &mut State, id: String) {
    if let Some(place) = state.marked.iter().position(|other| *other == id) {
        state.marked.remove(place);
        return;
    }
    state.marked.push(id);
    if state.marked.len() > COMPARED {
        state.marked.remove(0);
    }
}

fn delete(state: &mut State, id: &str) -> Vec<Effect> {
    let Some(place) = state.pieces.iter().position(|piece| piece.keepsake.id == id) else {
        return vec![];
    };
    let piece = state.pieces.remove(place);
    state.marked.retain(|other| other != id);
    let name = piece.keepsake.name.clone();
    state.deleted = Some((place, piece));
    vec![Effect::Remove(id.to_owned()), Effect::OfferUndo(name)]
}

fn undo(state: &mut State) -> Vec<Effect> {
    let Some((place, piece)) = state.deleted.take() else { return vec![] };
    let effect = Effect::Write(piece.keepsake.clone());
    state.pieces.insert(place.min(state.pieces.len()), piece);
    vec![effect]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(id: &str) -> Piece {
        let keepsake = Keepsake {
            id: id.into(),
            name: format!("Portrait {id}"),
            style: "ghibli".into(),
            size: 1024,
            device: "cpu".into(),
            made_ms: 0.0,
        };
        Piece { keepsake, url: format!("blob:{id}") }
    }

    fn wall() -> State {
        let mut state = State::default();
        update(&mut state, Message::Loaded(vec![piece("a"), piece("b"), piece("c")]));
        state
    }

    #[test]
    fn what_was_deleted_comes_back_to_its_place() {
        let mut state = wall();
        let effects = update(&mut state, Message::Delete("b".into()));
        assert!(effects.contains(&Effect::Remove("b".into())));
        assert_eq!(state.pieces.len(), 2);
        update(&mut state, Message::Undo);
        assert_eq!(state.pieces[1], piece("b"));
        assert!(update(&mut state, Message::Undo).is_empty(), "there is only one way back");
    }

    #[test]
    fn a_third_mark_lets_the_oldest_go() {
        let mut state = wall();
        for id in ["a", "b", "c"] {
            update(&mut state, Message::Mark(id.into()));
        }
        assert_eq!(state.marked, ["b", "c"]);
        update(&mut state, Message::Compare);
        assert!(state.comparing);
    }

    #[test]
    fn an_empty_name_is_no_name() {
        let mut state = wall();
        let blank = Message::Rename { id: "a".into(), name: "  ".into() };
        assert!(update(&mut state, blank).is_empty());
        let long = Message::Rename { id: "a".into(), name: "x".repeat(99) };
        assert_eq!(update(&mut state, long).len(), 1);
        assert_eq!(state.pieces[0].keepsake.name.len(), NAME_LENGTH_MAX);
    }
}
