//! The way back, and forth again.

use std::collections::VecDeque;

use crate::{Edit, Project};

/// Most steps that can be undone; older ones are forgotten.
pub const STEPS_MAX: usize = 2_000;

/// The hold on a slider or a thing that is dragged: steps under one grip are one step to undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grip(pub u64);

/// A project with its past and, after an undo, its future.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: VecDeque<Project>,
    present: Project,
    future: Vec<Project>,
    grip: Option<Grip>,
}

impl History {
    /// A project that nothing was done to yet.
    pub fn new(project: Project) -> Self {
        Self { present: project, ..Self::default() }
    }

    /// As it is now.
    pub fn present(&self) -> &Project {
        &self.present
    }

    /// Applies a decision; false if it changed nothing. Steps under the same `grip`, one right after
    /// the other, are undone together. What was undone before is forgotten.
    pub fn apply(&mut self, edit: Edit, grip: Option<Grip>) -> bool {
        let next = self.present.with(edit);
        if next == self.present {
            return false;
        }
        let goes_on = grip.is_some() && grip == self.grip && !self.past.is_empty();
        if goes_on {
            self.present = next;
            if self.past.back() == Some(&self.present) {
                // Dragged back to where it was: nothing happened.
                self.past.pop_back();
                self.grip = None;
            }
        } else {
            if self.past.len() == STEPS_MAX {
                self.past.pop_front();
            }
            self.past.push_back(std::mem::replace(&mut self.present, next));
            self.grip = grip;
        }
        self.future.clear();
        true
    }

    /// Lets go of what is held: the next step stands for itself.
    pub fn release(&mut self) {
        self.grip = None;
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// One step back; false at the beginning.
    pub fn undo(&mut self) -> bool {
        self.grip = None;
        let Some(before) = self.past.pop_back() else { return false };
        self.future.push(std::mem::replace(&mut self.present, before));
        true
    }

    /// One step forth again; false at the end.
    pub fn redo(&mut self) -> bool {
        self.grip = None;
        let Some(after) = self.future.pop() else { return false };
        self.past.push_back(std::mem::replace(&mut self.present, after));
        true
    }
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
