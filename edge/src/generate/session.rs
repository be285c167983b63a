//! A session from the inside: its connections, its memory, and who may see it.

use std::{cell::RefCell, rc::Rc};

use serde::{Deserialize, Serialize};
use wire::generate::{ClientFrame, GenerateOptions, GenerationStatus, PROTOCOL, ServerFrame, Step};
use worker::{Env, Method, Request, Response, State, WebSocket, WebSocketPair};

use crate::{
    answer,
    call::BODY_BYTES_MAX,
    clock,
    error::{Code, Failure, Refusal},
    identity, style,
    upload::data_url,
};

use super::{
    SESSION_KEPT_MS,
    frames::{self, Dialect},
    job::Job,
    progress::Progress,
    routes::{OWNER, SESSION, SUBJECT},
    work::order,
};

/// What is remembered with a connection while the object sleeps.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Connection {
    session_id: String,
    subject: String,
    greeted: bool,
    /// How the client speaks.
    pub dialect: Dialect,
}

/// What a durable object shares with its running drawing.
pub struct Session {
    /// The object's storage and sockets.
    pub state: State,
    /// The bindings.
    pub env: Env,
    /// The drawing that runs in memory right now.
    pub running: RefCell<Option<Rc<Progress>>>,
}

impl Session {
    /// Answers a request of the Worker.
    pub async fn answer(self: &Rc<Self>, mut request: Request) -> Result<Response, Failure> {
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

    /// Follows a frame of a client.
    pub async fn follow(
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

    /// Sends a frame to every connection.
    pub fn tell_all(&self, frame: &ServerFrame) {
        for socket in self.state.get_websockets() {
            tell(&socket, dialect_of(&socket), frame);
        }
    }

    /// Says why a frame was not followed.
    pub fn tell_failure(&self, socket: &WebSocket, dialect: Dialect, failure: &Failure) {
        let id = identity::request_id();
        if let Failure::Fault(reason) = failure {
            worker::console_error!("{id}: {reason}");
        }
        let detail = failure.body(&id).error;
        tell(socket, dialect, &ServerFrame::Error { code: detail.code, message: detail.message });
    }
}

/// How the client of a connection speaks.
pub fn dialect_of(socket: &WebSocket) -> Dialect {
    let connection = socket.deserialize_attachment::<Connection>().ok().flatten();
    connection.unwrap_or_default().dialect
}

/// Sends a frame. A connection that has gone cannot be told anything, and is not an error.
fn tell(socket: &WebSocket, dialect: Dialect, frame: &ServerFrame) {
    if let Err(error) = socket.send_with_str(frames::render(frame, dialect)) {
        worker::console_debug!("not told: {error}");
    }
}

/// A step forward.
pub fn progress_frame(session_id: &str, percent: u8, step: Step) -> ServerFrame {
    ServerFrame::Progress {
        session_id: session_id.to_owned(),
        percent,
        stage: step,
        message: step.message().to_owned(),
    }
}

/// A finished drawing.
pub fn result_frame(job: &Job, png: &[u8]) -> ServerFrame {
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
