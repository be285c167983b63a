//! From a photo to a finished file, with a breath between any two pieces of work.

use picture::{Picture, Plane, detail, encode::encode_png, exposure::even_exposure};
use stylize::processor::{Network, Pass};
use wire::generate::{GenerateOptions, GeneratedMetadata, Step};
use worker::Env;

use crate::{
    clock,
    error::Failure,
    style,
    upload::{check, square},
};

use super::{DRAWN_SIDE, progress::Progress, turn::Turn};

/// What is said of the face: the edge has no face mesh.
const FACE: &str = "not_measured";

/// What is to be drawn.
pub struct Order {
    /// The photo; its header was looked at already.
    pub photo: Vec<u8>,
    /// What the header said.
    pub header: check::Header,
    /// Id of the style.
    pub style: String,
    /// What changes the drawing.
    pub options: GenerateOptions,
}

/// A finished drawing.
pub struct Drawing {
    /// The file.
    pub png: Vec<u8>,
    /// How it was made.
    pub metadata: GeneratedMetadata,
}

/// Draws. `news` is called whenever there is progress to tell.
pub async fn draw(
    env: &Env,
    order: Order,
    progress: &Progress,
    news: &dyn Fn(),
) -> Result<Drawing, Failure> {
    let turn = Turn::take(progress).await?;
    let started = clock::now_ms();
    let reach = async |step: Step| {
        if progress.reach(step) {
            news();
        }
        turn.breathe(progress).await
    };
    reach(Step::Decoding).await?;
    let side = order.options.output_size as usize;
    let opened = check::open(&order.photo, order.header)?;
    drop(order.photo);
    reach(Step::Detecting).await?;
    let photo = square::over_white(&square::cut(&opened, DRAWN_SIDE));
    let large = (side > DRAWN_SIDE).then(|| square::over_white(&square::cut(&opened, side)));
    drop(opened);
    reach(Step::Detected).await?;
    let loaded = style::load(env, &order.style).await?;
    reach(Step::Preparing).await?;
    let even = even_exposure(&photo, None);
    reach(Step::Styling).await?;
    let drawn = through_network(&loaded.network, &even, &turn, progress, news).await?;
    reach(Step::Refining).await?;
    let refined =
        if order.options.enhance_details { detail::enhance(&drawn, &even, 1.0) } else { drawn };
    reach(Step::Finalizing).await?;
    let sized = match large {
        Some(large) => picture::upscale::guided_upscale(&refined, &large),
        None => refined.resize(side, side),
    };
    reach(Step::Encoding).await?;
    let tier = loaded.card.tier.clone().unwrap_or_default();
    let png = write(&sized, &order.style, &loaded.label, &tier)?;
    let metadata = GeneratedMetadata {
        style: order.style,
        processing_time: clock::now_ms().saturating_sub(started),
        model: loaded.label.clone(),
        tier,
        device: "cpu".to_owned(),
        face: FACE.to_owned(),
        size: side as u32,
    };
    Ok(Drawing { png, metadata })
}

async fn through_network(
    network: &Network,
    photo: &Picture,
    turn: &Turn,
    progress: &Progress,
    news: &dyn Fn(),
) -> Result<Picture, Failure> {
    let half = DRAWN_SIDE / 2;
    let no_face = [0, 1, 2].map(|_| Plane::filled(half, half, 0.0));
    let mut pass = Pass::new(network, photo, &no_face);
    while pass.step() {
        if progress.drawn(pass.progress()) {
            news();
        }
        turn.breathe(progress).await?;
    }
    pass.finish().map_err(|fault| Failure::Fault(format!("the network failed: {fault}")))
}

fn write(picture: &Picture, style: &str, label: &str, tier: &str) -> Result<Vec<u8>, Failure> {
    let texts = [
        ("Software", "Digigami".to_owned()),
        ("digigami:style", style.to_owned()),
        ("digigami:pack", label.to_owned()),
        ("digigami:tier", tier.to_owned()),
        ("digigami:device", "cpu (edge)".to_owned()),
    ];
    let rgba = picture.to_rgba8(None);
    encode_png(picture.width as u32, picture.height as u32, &rgba, &texts)
        .map_err(|refusal| Failure::Fault(format!("PNG: {refusal}")))
}
