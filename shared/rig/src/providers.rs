//! Who says what a parameter is: a stack of providers, the higher one over the lower one, each
//! fading in when it begins to say something and out when it falls silent.

/// Seconds in which a provider fades in.
pub const HAND_OVER_S: f32 = 0.2;
/// Seconds in which lost tracking eases back to idling.
pub const LOST_S: f32 = 0.5;

/// Who says what a parameter is, from the lowest to the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provider {
    /// The value at rest.
    Default,
    /// Idling: blink, breath, gaze, idle clips.
    Idle,
    /// A camera.
    Tracking,
    /// A clip that was asked for.
    OneShot,
    /// A chosen expression.
    Expression,
    /// Springs.
    Physics,
}

/// Providers above the default.
const ABOVE: [Provider; 5] = [
    Provider::Idle,
    Provider::Tracking,
    Provider::OneShot,
    Provider::Expression,
    Provider::Physics,
];

/// What one provider last said of one parameter.
#[derive(Clone, Copy, Debug, Default)]
struct Saying {
    value: f32,
    weight: f32,
    /// What the weight goes to, and whether it gets there at once.
    goal: f32,
    at_once: bool,
}

/// The stack for all parameters of a character.
#[derive(Clone, Debug)]
pub struct Providers {
    rest: Vec<f32>,
    bounds: Vec<[f32; 2]>,
    sayings: Vec<[Saying; ABOVE.len()]>,
    values: Vec<f32>,
}

impl Providers {
    /// Everything at rest.
    pub fn new(rig: &crate::Rig) -> Self {
        let parameters = rig.parameters();
        let rest: Vec<f32> = parameters.iter().map(|it| it.rest).collect();
        Self {
            bounds: parameters.iter().map(|it| [it.least, it.most]).collect(),
            sayings: vec![Default::default(); rest.len()],
            values: rest.clone(),
            rest,
        }
    }

    /// Says a value for this frame. A provider that says nothing in a frame fades out. The
    /// default and values that are not finite are not taken.
    pub fn say(&mut self, provider: Provider, parameter: usize, value: f32) {
        if let Some(saying) = self.saying(provider, parameter)
            && value.is_finite()
        {
            (saying.value, saying.goal) = (value, 1.0);
        }
    }

    /// Says a value with a weight of its own, 0 to 1, which is taken at once: a clip fades by
    /// itself.
    pub fn say_weighted(&mut self, provider: Provider, parameter: usize, value: f32, weight: f32) {
        if let Some(saying) = self.saying(provider, parameter)
            && value.is_finite()
            && weight > 0.0
        {
            *saying = Saying { value, goal: weight.min(1.0), at_once: true, ..*saying };
        }
    }

    fn saying(&mut self, provider: Provider, parameter: usize) -> Option<&mut Saying> {
        let level = (provider as usize).checked_sub(1)?;
        Some(&mut self.sayings.get_mut(parameter)?[level])
    }

    /// What holds after some seconds; everybody has to say anew what they say.
    pub fn resolve(&mut self, seconds: f32) -> &[f32] {
        let rows = self.values.iter_mut().zip(&self.rest).zip(&self.bounds);
        for (((value, rest), [least, most]), sayings) in rows.zip(&mut self.sayings) {
            *value = *rest;
            for (provider, saying) in ABOVE.iter().zip(sayings) {
                let leaving = saying.goal < saying.weight;
                let lost = leaving && *provider == Provider::Tracking;
                let step = seconds.max(0.0) / if lost { LOST_S } else { HAND_OVER_S };
                let by = (saying.goal - saying.weight).clamp(-step, step);
                saying.weight = if saying.at_once { saying.goal } else { saying.weight + by };
                (saying.goal, saying.at_once) = (0.0, saying.at_once && saying.goal > 0.0);
                *value += (saying.value - *value) * saying.weight;
            }
            *value = value.clamp(*least, *most);
        }
        &self.values
    }

    /// What held after the last [`Providers::resolve`].
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Who had the say over a parameter then: the highest one with at least half a weight.
    pub fn owner(&self, parameter: usize) -> Provider {
        let Some(sayings) = self.sayings.get(parameter) else { return Provider::Default };
        let heard = ABOVE.iter().zip(sayings).rev().find(|(_, it)| it.weight >= 0.5);
        heard.map_or(Provider::Default, |(provider, _)| *provider)
    }
}
