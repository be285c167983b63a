//! A character as it comes from the artist: a rig's file, a list of pictures, their pixels.

use std::sync::Arc;

use render::{Archetype, Atlas, Halo, Picture};
use rig::{Attachment, Bone, DEFAULT_SKIN, Region, Rig, Skeleton, Slot, format};
use serde::Deserialize;

/// The name of the ground's picture.
const GROUND: &str = "ground";

/// A character that can be posed and drawn, and what it stands before.
#[derive(Debug)]
pub struct Cast {
    pub(crate) rig: Rig,
    pub(crate) archetype: Arc<Archetype>,
    pub(crate) ground: Option<Ground>,
    pub(crate) halos: Vec<Halo>,
}

/// What a character stands before.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) rig: Rig,
    pub(crate) archetype: Arc<Archetype>,
}

/// What the artist says of the pixels.
#[derive(Deserialize)]
struct Pictures {
    /// Name, width, height, and the part that meshes mean.
    pictures: Vec<(String, u32, u32, [f32; 2])>,
    /// Width, height, and where it lies: left, top, right, bottom.
    ground: Option<(u32, u32, [f32; 4])>,
    /// Colour, reach and softness of what surrounds the figure, from back to front.
    #[serde(default)]
    halos: Vec<([f32; 4], f32, f32)>,
}

impl Cast {
    /// Reads a character. `pixels` are those of all pictures, one after the other.
    ///
    /// # Errors
    /// Something is broken, with the sentence that says what.
    pub fn read(skeleton: &str, pictures: &str, pixels: &[u8]) -> Result<Self, String> {
        let skeleton = format::load(skeleton).map_err(|it| it.to_string())?;
        let rig = Rig::new(&skeleton).map_err(|it| it.to_string())?;
        let told: Pictures = serde_json::from_str(pictures)
            .map_err(|_| "The list of pictures cannot be read.".to_owned())?;
        let mut rest = pixels;
        let mut made = Vec::with_capacity(told.pictures.len());
        for (name, width, height, span) in told.pictures {
            let pixels = take(&mut rest, width, height)?;
            made.push(Picture::straight(&name, width, height, pixels).spanning(span));
        }
        let archetype = archetype(&rig, &made)?;
        let ground = match told.ground {
            Some((width, height, place)) => {
                let pixels = take(&mut rest, width, height)?;
                Some(Ground::new(Picture::straight(GROUND, width, height, pixels), place)?)
            }
            None => None,
        };
        let halo = |(colour, reach, softness)| Halo { colour, reach, softness };
        let halos = told.halos.into_iter().map(halo).collect();
        Ok(Self { rig, archetype, ground, halos })
    }
}

impl Ground {
    fn new(picture: Picture, [left, top, right, bottom]: [f32; 4]) -> Result<Self, String> {
        let region = Region {
            picture: GROUND.to_owned(),
            at: [0.5 * (left + right), 0.5 * (top + bottom)],
            rotation: 0.0,
            size: [right - left, bottom - top],
        };
        let shown = [(GROUND.to_owned(), Attachment::Region(region))].into();
        let skeleton = Skeleton {
            bones: vec![Bone::new("root", None, [0.0; 2], [0.0; 2])],
            slots: vec![Slot::new(GROUND, "root", Some(GROUND))],
            skins: [(DEFAULT_SKIN.to_owned(), [(GROUND.to_owned(), shown)].into())].into(),
            ..Skeleton::default()
        };
        let rig = Rig::new(&skeleton).map_err(|it| it.to_string())?;
        let archetype = archetype(&rig, &[picture])?;
        Ok(Self { rig, archetype })
    }
}

fn archetype(rig: &Rig, pictures: &[Picture]) -> Result<Arc<Archetype>, String> {
    let atlas = Atlas::new(pictures).map_err(|it| it.to_string())?;
    let archetype = Archetype::new(rig, Arc::new(atlas)).map_err(|it| it.to_string())?;
    Ok(Arc::new(archetype))
}

fn take(rest: &mut &[u8], width: u32, height: u32) -> Result<Vec<u8>, String> {
    let n_bytes = (width as usize).saturating_mul(height as usize).saturating_mul(4);
    let (pixels, after) =
        rest.split_at_checked(n_bytes).ok_or("There are fewer pixels than the pictures have.")?;
    *rest = after;
    Ok(pixels.to_vec())
}
