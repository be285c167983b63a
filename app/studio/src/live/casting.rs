//! The character on the stage: the one that the address brings, that the studio keeps, or a surprise.

use character::Style;
use project::{Project, Scene, format};
use ui::browser;

use crate::desk::{SHELF, seed};

/// Who is to be seen.
pub(super) fn chosen() -> Project {
    let kept = || format::load(&browser::recall(SHELF)?).ok();
    let project = super::overlay::brought().or_else(kept);
    project.unwrap_or_else(|| Project::surprise(seed(), Style::default()))
}

/// The same without what it was doing in the studio.
pub(super) fn figure_of(project: &Project) -> Project {
    Project { scene: Scene::default(), ..project.clone() }
}
