//! What is done for each request.

use crate::job::{Drawing, Job, Raw};
use crate::{canvas, engine, packs, talk, trial};
use js_sys::Promise;
use picture::Picture;
use portrait::{Background, DRAWN_SIDE, Sitting};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;
use wire::pack::PackFault;
use wire::stylist::{
    Cut, DrawOptions, Expression, Face, Pose, Rectangle, RefusalCode, Reply, Stage,
};

/// Photos that are kept at once; the oldest goes first.
const JOBS_MAX: usize = 4;
/// Longest work without a look at what the page says, beside the length of one step.
const BREATH_MS: f64 = 16.0;

thread_local! {
    static JOBS: RefCell<BTreeMap<u32, Rc<Job>>> = const { RefCell::new(BTreeMap::new()) };
}

/// What a file shall look like.
pub(crate) struct Wish {
    pub(crate) style: String,
    pub(crate) options: DrawOptions,
    pub(crate) size: u32,
    pub(crate) background: String,
    pub(crate) crop: Cut,
}

/// Why work ended early.
enum Stop {
    Cancelled,
    Refused(RefusalCode, String),
    /// A pack on trial took more than it may.
    OutOfBounds(PackFault),
}

/// Cuts a new photo and shows the cut.
pub(crate) fn open(id: u32, message: &JsValue) {
    let Some(photo) = canvas::photo(message) else {
        return talk::refuse(id, RefusalCode::ImageUnreadable, "the bitmap has no pixels");
    };
    let Ok(landmarks) = canvas::landmarks(message) else {
        return talk::refuse(id, RefusalCode::BadRequest, "landmarks must be 478 points");
    };
    let mut sitting = Sitting::new(&photo, landmarks.as_ref());
    if let Some(matte) = canvas::matte(message) {
        sitting.set_matte(&matte);
    }
    let before = sitting.before(DRAWN_SIDE).to_rgba8(None);
    let face = sitting.face().map(face_on_the_wire);
    JOBS.with_borrow_mut(|jobs| {
        jobs.insert(id, Rc::new(Job::new(sitting)));
        while jobs.len() > JOBS_MAX {
            jobs.pop_first();
        }
    });
    let opened = Reply::Opened { job: id, size: DRAWN_SIDE as u32, face };
    talk::say_with_pixels(&opened, "before", &before);
}

/// Takes a person mask that arrived late.
pub(crate) fn take_matte(id: u32, message: &JsValue) {
    let Some(job) = find(id) else { return };
    match canvas::matte(message) {
        Some(matte) => job.set_matte(&matte),
        None => talk::refuse(id, RefusalCode::BadRequest, "the matte has no pixels"),
    }
}

/// Draws one style and shows it.
pub(crate) async fn draw(id: u32, style: &str, options: DrawOptions) {
    let Some(job) = find(id) else { return };
    match drawing(id, &job, style, options).await {
        Ok(drawing) => {
            tell_progress(id, style, Stage::Encode, 1.0);
            let reply = Reply::Drawn {
                job: id,
                style: style.to_owned(),
                options,
                size: DRAWN_SIDE as u32,
                device: engine::KIND,
                tier: drawing.tier.to_owned(),
                pack: drawing.pack.clone(),
                elapsed_ms: drawing.elapsed_ms,
            };
            talk::say_with_pixels(&reply, "preview", &drawing.picture.to_rgba8(None));
        }
        Err(stop) => tell_stop(id, style, stop),
    }
}

/// Writes a file.
pub(crate) async fn export(id: u32, wish: &Wish) {
    let Some(job) = find(id) else { return };
    let size = wish.size as usize;
    let Some(background) =
        Background::parse(&wish.background).filter(|_| portrait::SIDES.contains(&size))
    else {
        return talk::refuse(id, RefusalCode::BadRequest, "unknown size or background");
    };
    let drawing = match drawing(id, &job, &wish.style, wish.options).await {
        Ok(drawing) => drawing,
        Err(stop) => return tell_stop(id, &wish.style, stop),
    };
    let prepared = job.prepared(wish.options.preserve_expression);
    let cut = match wish.crop {
        Cut::Square => portrait::Cut::Square,
        Cut::Circle => portrait::Cut::Circle,
    };
    let format = portrait::Format { side: size, background, cut };
    let print = portrait::print(&drawing.picture, &prepared, &wish.style, format);
    let texts = notes(&drawing);
    let rgba = print.picture.to_rgba8(print.alpha.as_ref());
    match picture::encode::encode_png(wish.size, wish.size, &rgba, &texts) {
        Ok(png) => {
            let reply = Reply::Exported {
                job: id,
                style: wish.style.clone(),
                size: wish.size,
                background: wish.background.clone(),
            };
            talk::say_with_file(&reply, "png", &png);
        }
        Err(refusal) => talk::refuse(id, RefusalCode::BadRequest, &refusal.to_string()),
    }
}

/// Stops what runs for a photo.
pub(crate) fn cancel(id: u32) {
    if let Some(job) = JOBS.with_borrow(|jobs| jobs.get(&id).cloned()) {
        job.cancel();
    }
    talk::say(&Reply::Cancelled { job: id });
}

/// Forgets a photo.
pub(crate) fn close(id: u32) {
    if let Some(job) = JOBS.with_borrow_mut(|jobs| jobs.remove(&id)) {
        job.cancel();
    }
}

fn find(id: u32) -> Option<Rc<Job>> {
    let job = JOBS.with_borrow(|jobs| jobs.get(&id).cloned());
    if job.is_none() {
        talk::refuse(id, RefusalCode::NotOpened, "no photo is open under this number");
    }
    job
}

async fn drawing(
    id: u32,
    job: &Rc<Job>,
    style: &str,
    options: DrawOptions,
) -> Result<Rc<Drawing>, Stop> {
    if let Some(known) = job.drawing(style, options) {
        return Ok(known);
    }
    let mark = Mark { id, job, style, count: job.cancellations() };
    mark.pause(Stage::Load, 0.5).await?;
    let loaded = packs::network(style).await.map_err(|(code, why)| Stop::Refused(code, why))?;
    mark.pause(Stage::Detect, 1.0).await?;
    let began = talk::now();
    let prepared = job.prepared(options.preserve_expression);
    let raw = match job.raw(style, options.preserve_expression) {
        Some(raw) => raw,
        None => {
            let drawn = through_the_network(&mark, &loaded.network, &prepared).await?;
            let kept = Raw { picture: drawn, elapsed_ms: talk::now() - began };
            job.keep_raw(style, options.preserve_expression, kept);
            job.raw(style, options.preserve_expression).ok_or(Stop::Cancelled)?
        }
    };
    mark.pause(Stage::Refine, 0.2).await?;
    let picture = portrait::finish(&raw.picture, &prepared, style, options.enhance_details);
    mark.pause(Stage::Encode, 0.2).await?;
    let drawing = Rc::new(Drawing {
        picture,
        style: style_name(style, &loaded.notes.id),
        tier: loaded.tier,
        pack: loaded.label.clone(),
        elapsed_ms: raw.elapsed_ms.max(talk::now() - began),
    });
    job.keep(style, options, drawing.clone());
    Ok(drawing)
}

async fn through_the_network(
    mark: &Mark<'_>,
    network: &engine::Network,
    prepared: &portrait::Prepared,
) -> Result<Picture, Stop> {
    mark.pause(Stage::Style, 0.0).await?;
    let mut pass = engine::Pass::new(network, &prepared.picture, &prepared.guidance);
    let mut breathed = talk::now();
    while pass.step() {
        if talk::now() - breathed >= BREATH_MS {
            mark.pause(Stage::Style, pass.progress() * 0.95).await?;
            breathed = talk::now();
        }
    }
    pass.finish().await.map_err(|fault| {
        // Of a lost device `worker.js` tells the page, when it has started over.
        if engine::is_the_packs(&fault) {
            Stop::Refused(RefusalCode::PackBroken, fault.to_string())
        } else {
            Stop::Cancelled
        }
    })
}

/// One running drawing: where it tells its progress, and when it must stop.
struct Mark<'a> {
    id: u32,
    job: &'a Job,
    style: &'a str,
    count: u32,
}

impl Mark<'_> {
    /// Tells the progress, lets the worker hear its messages, and stops when told to.
    async fn pause(&self, stage: Stage, fraction: f32) -> Result<(), Stop> {
        tell_progress(self.id, self.style, stage, fraction);
        breathe().await;
        if let Some(fault) = trial::passed() {
            return Err(Stop::OutOfBounds(fault));
        }
        if self.job.cancellations() == self.count { Ok(()) } else { Err(Stop::Cancelled) }
    }
}

/// Waits for the next turn of the event loop; messages that have arrived are handled first. A
/// message to oneself does that at once, where browsers let a timer wait for four milliseconds.
async fn breathe() {
    let Ok(channel) = MessageChannel::new() else { return };
    let turn = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        // Without an answer nobody would ever wake up.
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            drop(resolve.call0(&JsValue::NULL));
        }
    });
    drop(JsFuture::from(turn).await);
    channel.port1().close();
}

fn tell_progress(id: u32, style: &str, stage: Stage, fraction: f32) {
    let percent = stage.percent(fraction);
    talk::say(&Reply::Progress { job: id, style: style.to_owned(), stage, percent });
}

fn tell_stop(id: u32, style: &str, stop: Stop) {
    match stop {
        // Somebody else answers, or has answered already.
        Stop::Cancelled => {}
        Stop::Refused(code, why) => talk::refuse(id, code, &why),
        Stop::OutOfBounds(fault) => {
            talk::say(&Reply::PackRefused {
                style: style.to_owned(),
                fault,
                detail: String::new(),
            });
        }
    }
}

/// What a file says as its style: ours by their id, a visitor's own by the id its maker gave it.
fn style_name(style: &str, own: &str) -> String {
    stylize::style(style).map_or(own, |known| known.id).to_owned()
}

/// What is written into the file: which style, pack, tier and device made it.
fn notes(drawing: &Drawing) -> Vec<(&'static str, String)> {
    let device = match engine::KIND {
        wire::stylist::Device::Webgpu => "webgpu",
        wire::stylist::Device::Cpu => "cpu",
    };
    vec![
        ("Software", "Digigami".to_owned()),
        ("Style", drawing.style.clone()),
        ("Pack", drawing.pack.clone()),
        ("Tier", drawing.tier.to_owned()),
        ("Device", device.to_owned()),
    ]
}

fn face_on_the_wire(face: &face::Face) -> Face {
    let (b, e, p) = (&face.bounding_box, &face.expression, &face.pose);
    Face {
        bounding_box: Rectangle { x: b.x, y: b.y, width: b.width, height: b.height },
        expression: Expression {
            smile: e.smile,
            brow_raise_left: e.brow_raise_left,
            brow_raise_right: e.brow_raise_right,
            eye_openness_left: e.eye_openness_left,
            eye_openness_right: e.eye_openness_right,
            mouth_open: e.mouth_open,
        },
        pose: Pose { yaw: p.yaw, pitch: p.pitch, roll: p.roll },
    }
}
