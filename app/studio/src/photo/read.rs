//! Looks at a photo: the vision workers find the face and where the person ends, an artist measures
//! and draws up the project. All of them end when they have answered.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Float32Array, Object};
use leptos::prelude::*;
use ui::photo::{self, FileTrouble, Handed};
use ui::vision::{self, Seen, Solution};
use ui::workers::{Line, News, field, set};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ImageBitmap, WorkerType};

use super::camera::frame;
use super::{Message, Source, Trouble};
use crate::desk::Desk;
use crate::easel::artist_address;
use crate::state;

/// Reads the photo of a source into a project; what comes of it is told to the desk.
pub(crate) async fn read(desk: Desk, job: u32, source: Source) {
    let told = match find(desk, job, source).await {
        Ok((handed, n_faces)) => draw_up(desk, handed).await.map(|file| (file, n_faces)),
        Err(trouble) => Err(trouble),
    };
    let message = match told {
        Ok((file, n_faces)) => Message::Read { job, file, n_faces },
        Err(trouble) => Message::Failed { job, trouble },
    };
    desk.send(state::Message::Photo(message));
}

/// Reads what the portrait page handed over, if it did.
pub(crate) fn read_handed(desk: Desk) {
    if photo::is_handed() {
        desk.send(state::Message::Photo(Message::Bring(Source::Handed)));
    }
}

/// Pixels, points and matte of the largest face, and how many faces there are.
async fn find(desk: Desk, job: u32, source: Source) -> Result<(Handed, usize), Trouble> {
    let bitmap = match source {
        Source::Handed => {
            return photo::taken_over().map(|it| (it, 1)).ok_or(Trouble::NotRead);
        }
        Source::File(file) => photo::from_blob(&file, &file.name()).await.map_err(Trouble::File)?,
        Source::Frame => {
            let unreachable = || Trouble::File(FileTrouble::Unreachable);
            let frame = JsFuture::from(frame().ok_or_else(unreachable)?).await;
            frame.map_err(|_| unreachable())?.unchecked_into()
        }
    };
    let damaged = || Trouble::File(FileTrouble::Damaged);
    let bitmap = photo::bounded(bitmap).await.ok_or_else(damaged)?;
    let copies = [
        photo::copy_of(&bitmap).await.ok_or_else(damaged)?,
        photo::copy_of(&bitmap).await.ok_or_else(damaged)?,
    ];
    let loading = move |percent| {
        desk.send(state::Message::Photo(Message::Loading { job, percent }));
    };
    let [copy, other] = copies;
    // Both load at the same time; without a matte a face can still be read.
    let faces = Look::begin(Solution::FaceMesh, &copy, loading).ok_or(Trouble::NoFinder)?;
    let matte = Look::begin(Solution::Segmentation, &other, |_| {});
    let faces = match faces.seen().await {
        Some(Seen::Faces { faces, .. }) => faces,
        Some(Seen::Failed { available: false, .. }) => return Err(Trouble::NoFinder),
        _ => return Err(Trouble::FinderFailed),
    };
    let n_faces = faces.len();
    let points = faces.into_iter().next().ok_or(Trouble::NoFace)?;
    let matte = match matte {
        Some(matte) => matte.seen().await,
        None => None,
    };
    let matte = match matte {
        Some(Seen::Matte { matte, .. }) => Some(matte),
        _ => None,
    };
    let pixels = photo::pixels_of(&bitmap).ok_or_else(damaged)?;
    bitmap.close();
    Ok((Handed { pixels, points, matte }, n_faces))
}

/// A worker that looks at one picture.
struct Look {
    /// Ends the worker when it is dropped.
    _line: Line,
    answer: oneshot::Receiver<Seen>,
}

impl Look {
    fn begin(
        solution: Solution,
        picture: &ImageBitmap,
        loading: impl Fn(u8) + Clone + 'static,
    ) -> Option<Self> {
        let (answer, heard) = oneshot::channel();
        let answer = Rc::new(RefCell::new(Some(answer)));
        let line = vision::connect(solution, move |seen| match seen {
            Seen::Loading { percent } => loading(percent),
            seen => {
                if let Some(answer) = answer.take() {
                    // Whoever asked may have gone.
                    drop(answer.send(seen));
                }
            }
        })?;
        match solution {
            Solution::FaceMesh => vision::detect(&line, 1, picture),
            Solution::Segmentation => vision::segment(&line, 1, picture),
        }
        Some(Self { _line: line, answer: heard })
    }

    async fn seen(self) -> Option<Seen> {
        self.answer.await.ok()
    }
}

/// The project's file, after an artist has measured the face.
async fn draw_up(desk: Desk, handed: Handed) -> Result<String, Trouble> {
    let project = desk
        .state
        .try_with_untracked(|state| project::format::save(state.project()).ok())
        .flatten()
        .ok_or(Trouble::NotRead)?;
    let (answer, heard) = oneshot::channel();
    let answer = Rc::new(RefCell::new(Some(answer)));
    let address = artist_address().ok_or(Trouble::NotRead)?;
    let line = Line::open(&address, WorkerType::Module, move |news| {
        let file = match news {
            News::Message(message) => field(&message, "project").as_string(),
            News::Broken => None,
        };
        if let Some(answer) = answer.take() {
            drop(answer.send(file));
        }
    })
    .ok_or(Trouble::NotRead)?;
    let Handed { pixels, points, matte } = handed;
    let order = JsValue::from(Object::new());
    set(&order, "type", &"likeness".into());
    set(&order, "project", &project.into());
    set(&order, "width", &pixels.width().into());
    set(&order, "height", &pixels.height().into());
    let bytes = js_sys::Uint8Array::new(&field(&pixels, "data"));
    set(&order, "pixels", &bytes);
    let points: Float32Array = points;
    set(&order, "points", &points);
    set(&order, "matte", &matte.unwrap_or(JsValue::NULL));
    line.post(&order, &[&bytes.buffer()]);
    heard.await.ok().flatten().ok_or(Trouble::NotRead)
}
