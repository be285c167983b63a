//! The work of a session: one drawing at a time, told to every connection, kept for a while.

use std::rc::Rc;

use wire::generate::{GenerateOptions, Generated, GenerationStatus, ServerFrame, Step};
use worker::Response;

use crate::{
    answer, clock,
    error::{Code, Failure, Refusal},
    identity,
    quota::{self, Kind},
    upload::{check, data_url},
};

use super::{
    RESULT_KEPT_MS, SESSION_KEPT_MS,
    draw::{self, Order},
    job::Job,
    progress::Progress,
    session::{Session, dialect_of, progress_frame, result_frame},
};

impl Session {
    /// Starts a drawing that goes on by itself; its news go to every connection.
    pub async fn begin(
        self: &Rc<Self>,
        job: Job,
        order: Order,
        subject: &str,
    ) -> Result<(), Failure> {
        let progress = self.admit(subject).await?;
        let this = self.clone();
        self.state.wait_until(async move {
            let session_id = job.session_id.clone();
            match this.carry_out(job, order, &progress).await {
                Ok((job, png)) => this.tell_all(&result_frame(&job, &png)),
                Err(Failure::Refused(r)) if r.code == Code::Cancelled => {
                    this.tell_all(&ServerFrame::Result {
                        session_id,
                        success: false,
                        avatar_data: None,
                        avatar_url: None,
                        metadata: None,
                        code: Some(r.code.name().to_owned()),
                        error: Some(r.code.message().to_owned()),
                    });
                }
                Err(failure) => {
                    for socket in this.state.get_websockets() {
                        let dialect = dialect_of(&socket);
                        this.tell_failure(&socket, dialect, &failure);
                    }
                }
            }
        });
        Ok(())
    }

    /// Draws and answers at once, for plain HTTP. A repetition gets the first answer again.
    pub async fn draw_and_answer(
        self: &Rc<Self>,
        job: Job,
        order: Order,
        subject: &str,
    ) -> Result<Response, Failure> {
        let request_hash = fingerprint(&order);
        if !job.request_hash.is_empty() && job.request_hash != request_hash {
            return Err(Code::IdempotencyConflict.into());
        }
        let (job, png) = match job.picture(&self.state).await? {
            Some(png) => (job, png),
            None => {
                let progress = self.admit(subject).await?;
                self.carry_out(job, order, &progress).await?
            }
        };
        let metadata = job.metadata.clone().ok_or(Code::GenerationNotFound)?;
        answer::json(
            200,
            &Generated {
                success: true,
                session_id: job.session_id.clone(),
                avatar_data: data_url::write("image/png", &png),
                avatar_url: job.image_path(),
                metadata,
            },
        )
    }

    /// Lets one drawing at a time in, within the caller's quota.
    async fn admit(&self, subject: &str) -> Result<Rc<Progress>, Failure> {
        if !super::available(&self.env) {
            return Err(Code::NotAvailableHere.into());
        }
        if self.running.borrow().is_some() {
            return Err(Code::GenerationInProgress.into());
        }
        let progress = Rc::new(Progress::default());
        self.running.replace(Some(progress.clone()));
        let spent = quota::spend(&self.env, subject, Kind::Generations, clock::now_ms()).await;
        if let Err(failure) = spent {
            self.running.replace(None);
            return Err(failure);
        }
        Ok(progress)
    }

    async fn carry_out(
        &self,
        mut job: Job,
        order: Order,
        progress: &Progress,
    ) -> Result<(Job, Vec<u8>), Failure> {
        job.status = GenerationStatus::Running;
        job.request_hash = fingerprint(&order);
        (job.percent, job.step) = (0, Step::Waiting);
        (job.metadata, job.code) = (None, None);
        job.kept_until = clock::now_ms() + SESSION_KEPT_MS;
        let session_id = job.session_id.clone();
        let news = || {
            self.tell_all(&progress_frame(&session_id, progress.percent(), progress.step()));
        };
        let drawn = match job.save(&self.state).await {
            Ok(()) => draw::draw(&self.env, order, progress, &news).await,
            Err(failure) => Err(failure),
        };
        note(&session_id, &drawn);
        let result = self.conclude(&mut job, drawn, progress).await;
        self.running.replace(None);
        if result.is_ok() {
            progress.reach(Step::Complete);
            news();
        }
        result.map(|png| (job, png))
    }

    async fn conclude(
        &self,
        job: &mut Job,
        drawn: Result<draw::Drawing, Failure>,
        progress: &Progress,
    ) -> Result<Vec<u8>, Failure> {
        (job.percent, job.step) = (progress.percent(), progress.step());
        let result = match drawn {
            Ok(drawing) => {
                job.keep_picture(&self.state, &drawing.png).await?;
                (job.percent, job.step) = (100, Step::Complete);
                job.status = GenerationStatus::Complete;
                job.metadata = Some(drawing.metadata);
                job.kept_until = clock::now_ms() + RESULT_KEPT_MS;
                Ok(drawing.png)
            }
            Err(failure) => {
                let cancelled = failure.code() == Code::Cancelled.name();
                job.status =
                    if cancelled { GenerationStatus::Cancelled } else { GenerationStatus::Failed };
                job.code = Some(failure.code().to_owned());
                job.request_hash.clear();
                Err(failure)
            }
        };
        job.save(&self.state).await?;
        result
    }
}

/// What the header of the photo says decides whether it is drawn at all.
pub fn order(
    photo: Vec<u8>,
    stated_type: Option<&str>,
    style: String,
    options: GenerateOptions,
) -> Result<Order, Failure> {
    if stylize::style(&style).is_none() {
        return Err(Refusal::of(Code::StyleUnknown, "style").into());
    }
    if !wire::avatar::EXPORT_SIZES.contains(&options.output_size) {
        return Err(Refusal::of(Code::ExportSizeUnsupported, "outputSize").into());
    }
    let header = check::inspect(&photo, stated_type)?;
    Ok(Order { photo, header, style, options })
}

fn fingerprint(order: &Order) -> String {
    let options = serde_json::to_string(&order.options).unwrap_or_default();
    identity::sha256_parts(&[&order.photo, order.style.as_bytes(), options.as_bytes()])
}

/// One line in the log for each drawing, with what it cost of an isolate's 128 MB.
fn note(session_id: &str, drawn: &Result<draw::Drawing, Failure>) {
    let line = serde_json::json!({
        "level": "info",
        "event": "drawing",
        "sessionId": session_id,
        "outcome": drawn.as_ref().map_or_else(Failure::code, |_| "complete"),
        "processingMs": drawn.as_ref().ok().map(|drawing| drawing.metadata.processing_time),
        "memoryBytes": memory_bytes(),
    });
    worker::console_log!("{line}");
}

/// How much memory the module holds; it never gives any back.
fn memory_bytes() -> usize {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size::<0>() * 65_536;
    #[cfg(not(target_arch = "wasm32"))]
    0
}
