//! Who is shown.

use character::hair::{Hair, HairStyle};
use character::outfit::Outfit;
use character::rigging::skeleton;
use character::style::{Role, hex};
use character::{Drawing, Look, Style, draw};
use rig::{Dress, Inputs, Pose, Rig};

/// The character of the landing page, drawn and rigged.
#[derive(Debug)]
pub struct Cast {
    /// One drawing.
    pub drawings: [Drawing; 1],
    /// Its rig.
    pub rig: Rig,
    /// What it wears.
    pub dress: Dress,
    pose: Pose,
}

impl Cast {
    /// Draws and rigs it.
    ///
    /// # Errors
    /// The rig's refusal, as a sentence.
    pub fn new() -> Result<Self, String> {
        let drawings = [draw(&look())];
        let rig = Rig::new(&skeleton(&drawings)).map_err(|refusal| refusal.to_string())?;
        let (pose, dress) = (Pose::new(&rig), Dress::new(&rig));
        Ok(Self { drawings, rig, dress, pose })
    }

    /// The pose at these values of parameters, without clips; matrices are found.
    pub fn held(&mut self, values: &[(&str, f32)]) -> &Pose {
        let parameters = self.values(values);
        let inputs = Inputs { parameters: &parameters, ..Inputs::default() };
        self.pose.evaluate(&self.rig, &mut [], inputs);
        self.pose.dress(&self.dress);
        self.pose.palette(&self.rig);
        &self.pose
    }

    /// All parameters at rest but these.
    pub fn values(&self, values: &[(&str, f32)]) -> Vec<f32> {
        let mut all: Vec<f32> = self.rig.parameters().iter().map(|it| it.rest).collect();
        for (name, value) in values {
            if let Some(place) = self.rig.parameter(name) {
                all[place] = *value;
            }
        }
        all
    }
}

/// Chosen by eye from sheets of hair, outfits and colours: violet hair that ends in light, on the
/// coral that our buttons fold to.
pub(crate) fn look() -> Look {
    let palette = Outfit::Hoodie
        .palette()
        .with(Role::Hair, hex(0x5B_4BD6))
        .with(Role::HairTip, hex(0x6F_D8F2))
        .with(Role::Iris, hex(0x17_A9BE))
        .with(Role::IrisGlow, hex(0x8C_F2E0));
    let hair = Hair { ahoge: true, ..Hair::of(HairStyle::SideSwept) };
    Look { style: Style::Vibrant, palette, hair, outfit: Outfit::Hoodie, ..Look::default() }
}
