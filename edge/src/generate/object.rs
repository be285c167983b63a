//! A session as the platform sees it: a durable object that is woken by requests, frames and
//! alarms.

#![expect(missing_docs, reason = "the platform's macro writes glue without documentation")]

use std::{cell::RefCell, rc::Rc};

use worker::{
    DurableObject, Env, Request, Response, State, WebSocket, WebSocketIncomingMessage,
    durable_object,
};

use crate::error::{Code, Failure};

use super::{
    frames::{self, Dialect},
    routes::REQUEST_ID,
    session::{Connection, Session},
};

/// A session.
#[durable_object]
pub struct Generation {
    session: Rc<Session>,
}

impl DurableObject for Generation {
    fn new(state: State, env: Env) -> Self {
        Self { session: Rc::new(Session { state, env, running: RefCell::new(None) }) }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let request_id = request.headers().get(REQUEST_ID)?.unwrap_or_default();
        match self.session.answer(request).await {
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
                    self.session.follow(&socket, &mut connection, frame).await
                }
                Err(refusal) => Err(refusal.into()),
            },
        };
        let Err(failure) = result else { return Ok(()) };
        self.session.tell_failure(&socket, connection.dialect, &failure);
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
        if self.session.running.borrow().is_none() {
            self.session.state.storage().delete_all().await?;
        }
        Response::empty()
    }
}
