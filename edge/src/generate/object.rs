//! One session as a durable object: its connections, its drawing, its memory.

use std::{cell::RefCell, rc::Rc};

use serde::{Deserialize, Serialize};
use wire::generate::{
    ClientFrame, GenerateOptions, Generated, GenerationStatus, PROTOCOL, ServerFrame, Step,
};
use worker::{
    DurableObject, Env, Method, Request, Response, State, WebSocket, WebSocketIncomingMessage,
    WebSocketPair, durable_object,
};

use crate::{
    answer,
    call::BODY_BYTES_MAX,
    clock,
    error::{Code, Failure, Refusal},
    identity,
    quota::{self, Kind},
    style,
    upload::{check, data_url},
};

use super::{
    FRAME_BYTES_MAX, RESULT_KEPT_MS, SESSION_KEPT_MS,
    draw::{self, Order},
    frames::{self, Dialect},
    job::Job,
    progress::Progress,
    routes::{OWNER, REQUEST_ID, SESSION, SUBJECT},
};

/// What is remembered with a connection while the object sleeps.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Connection {
    session_id: String,
    subject: String,
    greeted: bool,
    dialect: Dialect,
}

/// A session.
#[durable_object]
pub struct Generation {
    inner: Rc<Inner>,
}

/// What the object shares with its running drawing.
struct Inner {
    state: State,
    env: Env,
    /// The drawing that runs in memory right now.
    running: RefCell<Option<Rc<Progress>>>,
}

impl DurableObject for Generation {
    fn new(state: State, env: Env) -> Self {
        Self { inner: Rc::new(Inner { state, env, running: RefCell::new(None) }) }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let request_id = request.headers().get(REQUEST_ID)?.unwrap_or_default();
        match self.inner.answer(request).await {
            Ok(response) => Ok(response),
            Err(failure) => {
                if let Failure::Fault(reason) = &failure {
                    worker::console_error!("{request_id}: {reason}");
                }
                Response::from_json(&failure.body(&request_id))
                    .map(|response| response.with_status(failure.status()))
            }
        }
    }

    async fn websocket_message(
        &self,
        socket: WebSocket,
        message: WebSocketIncomingMessage,
    ) -> worker::Result<()> {
        let mut connection: Connection = socket.deserialize_attachment()?.unwrap_or_default();
        let result = match message {
            WebSocketIncomingMessage::Binary(_) => Err(Code::FrameMalformed.into()),
            WebSocketIncomingMessage::String(text) => match frames::parse(&text) {
                Ok((dialect, frame)) => {
                    if dialect != Dialect::Frames {
                        connection.dialect = dialect;
                    }
                    self.inner.follow(&socket, &mut connection, frame).await
                }
                Err(refusal) => Err(refusal.into()),
            },
        };
        let Err(failure) = result else { return Ok(()) };
        self.inner.tell_failure(&socket, connection.dialect, &failure);
        if matches!(&failure, Failure::Refused(r) if r.code == Code::FrameTooLarge) {
            socket.close(Some(1009), Some("frame_too_large"))?;
        }
        Ok(())
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        code: usize,
        _reason: String,
        _was_clean: bool,
    ) -> worker::Result<()> {
        // 1005 and 1006 say that there was no code; they must not be sent.
        let code = if matches!(code, 1005 | 1006 | 1015) { 1000 } else { code as u16 };
        // Answering a close that the other side has finished already fails, and that is fine.
        if let Err(error) = socket.close(Some(code), Some("")) {
            worker::console_debug!("closing: {error}");
        }
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, error: worker::Error) -> worker::Result<()> {
        worker::console_warn!("a connection broke: {error}");
        Ok(())
    }

    async fn alarm(&self) -> worker::Result<Response> {
        if self.inner.running.borrow().is_none() {
            self.inner.state.storage().delete_all().await?;
        }
        Response::empty()
    }
}

impl Inner {
    async fn answer(self: &Rc<Self>, mut request: Request) -> Result<Response, Failure> {
        let header = |name: &str| request.headers().get(name).ok().flatten();
        let session_id = header(SESSION).unwrap_or_default();
        let owner = header(OWNER).filter(|owner| !owner.is_empty());
        let subject = header(SUBJECT).unwrap_or_default();
        let job = self.job(&session_id, owner).await?;
        match (request.method(), request.path().as_str()) {
            (Method::Get, "/socket") => self.connect(session_id, subject),
            (Method::Post, "/draw") => {
                let bytes = request.bytes().await?;
                if bytes.len() > BODY_BYTES_MAX {
                    return Err(Code::BodyTooLarge.into());
                }
                let style = request.headers().get("x-style")?.unwrap_or_default();
                let options = request.headers().get("x-options")?.unwrap_or_default();
                let options: GenerateOptions = serde_json::from_str(&options)?;
                let order = order(bytes, None, style, options)?;
                self.draw_and_answer(job, order, &subject).await
            }
            (Method::Delete, _) => {
                self.cancel()?;
                Ok(answer::none())
            }
            (Method::Get, "/image") => {
                let png = job.picture(&self.state).await?.ok_or(Code::GenerationNotFound)?;
                answer::file(png, "image/png")
            }
            _ => answer::json(200, &job.show()),
        }
    }

    /// What the session remembers, brought up to date; refused to others than its owner.
    async fn job(&self, session_id: &str, owner: Option<String>) -> Result<Job, Failure> {
        let Some(mut job) = Job::load(&self.state).await? else {
            let kept_until = clock::now_ms() + SESSION_KEPT_MS;
            let job = Job::new(session_id, owner, kept_until);
            job.save(&self.state).await?;
            return Ok(job);
        };
        if job.owner.is_some() && job.owner != owner {
            return Err(Code::GenerationSessionForeign.into());
        }
        self.refresh(&mut job).await?;
        Ok(job)
    }

    /// A drawing that storage calls running is either in this memory, or was lost with another.
    async fn refresh(&self, job: &mut Job) -> Result<(), Failure> {
        if job.status != GenerationStatus::Running {
            return Ok(());
        }
        let running = self.running.borrow().clone();
        if let Some(progress) = running {
            (job.percent, job.step) = (progress.percent(), progress.step());
            return Ok(());
        }
        job.status = GenerationStatus::Failed;
        job.code = Some(Code::GenerationInterrupted.name().to_owned());
        job.save(&self.state).await
    }

    fn connect(&self, session_id: String, subject: String) -> Result<Response, Failure> {
        let pair = WebSocketPair::new()?;
        let connection = Connection { session_id, subject, ..Connection::default() };
        pair.server.serialize_attachment(&connection)?;
        self.state.accept_web_socket(&pair.server);
        Ok(Response::from_websocket(pair.client)?)
    }

    async fn follow(
        self: &Rc<Self>,
        socket: &WebSocket,
        connection: &mut Connection,
        frame: ClientFrame,
    ) -> Result<(), Failure> {
        let dialect = connection.dialect;
        let id = connection.session_id.clone();
        match frame {
            ClientFrame::Handshake { protocol, .. } => {
                if protocol.is_some_and(|version| version != PROTOCOL) {
                    let details = serde_json::json!({"spoken": PROTOCOL});
                    return Err(Refusal::with(Code::ProtocolUnsupported, details).into());
                }
                self.greet(socket, connection).await
            }
            ClientFrame::Ping => {
                tell(socket, dialect, &ServerFrame::Pong { timestamp: clock::now_ms() });
                Ok(())
            }
            ClientFrame::GetStyles => {
                let styles = style::cards(&self.env).await;
                tell(socket, dialect, &ServerFrame::Styles { styles });
                Ok(())
            }
            ClientFrame::CancelGeneration { session_id } => {
                if session_id.is_some_and(|named| named != id) {
                    return Err(Code::NothingToCancel.into());
                }
                socket.serialize_attachment(&*connection)?;
                self.cancel()
            }
            ClientFrame::GenerateAvatar { image, style, options, .. } => {
                if !connection.greeted && dialect == Dialect::Frames {
                    // A start without a handshake counts as both.
                    self.greet(socket, connection).await?;
                }
                socket.serialize_attachment(&*connection)?;
                let (image_type, bytes) = data_url::parse(&image)?;
                drop(image);
                let order = order(bytes, Some(&image_type), style, options)?;
                let job = Job::load(&self.state).await?;
                let job =
                    job.unwrap_or_else(|| Job::new(&id, None, clock::now_ms() + SESSION_KEPT_MS));
                self.begin(job, order, &connection.subject).await
            }
        }
    }

    /// Says hello, and tells what the session still holds.
    async fn greet(&self, socket: &WebSocket, connection: &mut Connection) -> Result<(), Failure> {
        connection.greeted = true;
        socket.serialize_attachment(&*connection)?;
        let mut job = Job::load(&self.state).await?.unwrap_or_else(|| {
            Job::new(&connection.session_id, None, clock::now_ms() + SESSION_KEPT_MS)
        });
        self.refresh(&mut job).await?;
        let styles = style::cards(&self.env).await;
        let ack = ServerFrame::HandshakeAck {
            session_id: connection.session_id.clone(),
            protocol: PROTOCOL,
            styles,
            generation: job.show(),
        };
        tell(socket, connection.dialect, &ack);
        match job.status {
            GenerationStatus::Running => {
                let frame = progress_frame(&job.session_id, job.percent, job.step);
                tell(socket, connection.dialect, &frame);
            }
            GenerationStatus::Complete => {
                if let Some(png) = job.picture(&self.state).await? {
                    tell(socket, connection.dialect, &result_frame(&job, &png));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cancel(&self) -> Result<(), Failure> {
        match self.running.borrow().as_ref() {
            Some(progress) => {
                progress.cancel();
                Ok(())
            }
            None => Err(Code::NothingToCancel.into()),
        }
    }

    /// Starts a drawing that goes on by itself; its news go to every connection.
    async fn begin(self: &Rc<Self>, job: Job, order: Order, subject: &str) -> Result<(), Failure> {
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
    async fn draw_and_answer(
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

    fn tell_all(&self, frame: &ServerFrame) {
        for socket in self.state.get_websockets() {
            tell(&socket, dialect_of(&socket), frame);
        }
    }

    fn tell_failure(&self, socket: &WebSocket, dialect: Dialect, failure: &Failure) {
        let id = identity::request_id();
        if let Failure::Fault(reason) = failure {
            worker::console_error!("{id}: {reason}");
        }
        let detail = failure.body(&id).error;
        tell(socket, dialect, &ServerFrame::Error { code: detail.code, message: detail.message });
    }
}

/// What the header of the photo says decides whether it is drawn at all.
fn order(
    photo: Vec<u8>,
    stated_type: Option<&str>,
    style: String,
    options: GenerateOptions,
) -> Result<Order, Failure> {
    debug_assert!(FRAME_BYTES_MAX >= photo.len(), "frames are bounded before");
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

fn dialect_of(socket: &WebSocket) -> Dialect {
    let connection = socket.deserialize_attachment::<Connection>().ok().flatten();
    connection.unwrap_or_default().dialect
}

/// Sends a frame. A connection that has gone cannot be told anything, and is not an error.
fn tell(socket: &WebSocket, dialect: Dialect, frame: &ServerFrame) {
    if let Err(error) = socket.send_with_str(frames::render(frame, dialect)) {
        worker::console_debug!("not told: {error}");
    }
}

fn progress_frame(session_id: &str, percent: u8, step: Step) -> ServerFrame {
    ServerFrame::Progress {
        session_id: session_id.to_owned(),
        percent,
        stage: step,
        message: step.message().to_owned(),
    }
}

fn result_frame(job: &Job, png: &[u8]) -> ServerFrame {
    ServerFrame::Result {
        session_id: job.session_id.clone(),
        success: true,
        avatar_data: Some(data_url::write("image/png", png)),
        avatar_url: Some(job.image_path()),
        metadata: job.metadata.clone(),
        code: None,
        error: None,
    }
}
