//! The feed: holds the sockets of everybody who listens, and empties the outbox.

#![expect(missing_docs, reason = "the platform's macro writes glue without documentation")]

use std::cell::Cell;

use wire::live::{LiveEvent, LiveFrame};
use worker::{
    DurableObject, Env, Request, Response, State, WebSocket, WebSocketIncomingMessage,
    WebSocketPair, durable_object,
};

use crate::{call, clock, error::Failure, webhook};

use super::{
    routes::{AFTER, LISTENER},
    store::{self, Row},
};

/// The feed.
#[durable_object]
pub struct Feed {
    state: State,
    env: Env,
    emptying: Cell<bool>,
    asked_again: Cell<bool>,
}

impl DurableObject for Feed {
    fn new(state: State, env: Env) -> Self {
        Self { state, env, emptying: Cell::new(false), asked_again: Cell::new(false) }
    }

    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let answer = match request.path().as_str() {
            "/socket" => self.listen(&request).await,
            _ => self.empty().await.and_then(|()| Ok(Response::empty()?)),
        };
        answer.map_err(|failure| worker::Error::RustError(format!("{failure:?}")))
    }

    async fn websocket_message(
        &self,
        _: WebSocket,
        _: WebSocketIncomingMessage,
    ) -> worker::Result<()> {
        // Nothing is expected from a listener; a ping keeps a proxy awake.
        Ok(())
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        _: usize,
        _: String,
        _: bool,
    ) -> worker::Result<()> {
        if let Err(error) = socket.close(Some(1000), Some("")) {
            worker::console_debug!("closing: {error}");
        }
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, error: worker::Error) -> worker::Result<()> {
        worker::console_debug!("a listener's connection broke: {error}");
        Ok(())
    }

    async fn alarm(&self) -> worker::Result<Response> {
        Response::empty()
    }
}

impl Feed {
    /// Takes a listener in: hello, then what was missed since `after`.
    async fn listen(&self, request: &Request) -> Result<Response, Failure> {
        let header = |name| request.headers().get(name).ok().flatten().unwrap_or_default();
        let listener = header(LISTENER);
        let after = header(AFTER).parse::<u64>().ok();
        let pair = WebSocketPair::new()?;
        // The tag is whom it concerns; someone without an account hears what everybody may hear.
        self.state.accept_websocket_with_tags(&pair.server, &[&listener, "all"]);
        let missed = match after {
            Some(after) => store::after(&self.env, &listener, after).await?,
            None => Vec::new(),
        };
        let cursor = store::newest(&self.env).await?;
        say(&pair.server, &LiveFrame::Hello { cursor });
        for row in missed {
            say(&pair.server, &LiveFrame::Event(event(&row)));
        }
        Ok(Response::from_websocket(pair.client)?)
    }

    /// Tells everything that waits. A poke that comes meanwhile is heard afterwards.
    async fn empty(&self) -> Result<(), Failure> {
        if self.emptying.replace(true) {
            self.asked_again.set(true);
            return Ok(());
        }
        let told = self.tell_all().await;
        self.emptying.set(false);
        webhook::dispatch(&self.env, call::now_ms(&self.env).await?).await?;
        told
    }

    async fn tell_all(&self) -> Result<(), Failure> {
        loop {
            self.asked_again.set(false);
            let rows = store::undelivered(&self.env).await?;
            let Some(last) = rows.last().map(|row| row.id) else {
                if self.asked_again.get() {
                    continue;
                }
                return Ok(());
            };
            for row in &rows {
                self.tell(row);
            }
            store::delivered(&self.env, last, clock::now_ms()).await?;
        }
    }

    fn tell(&self, row: &Row) {
        let tag = if row.audience == crate::outbox::PUBLIC { "all" } else { &row.audience };
        for socket in self.state.get_websockets_with_tag(tag) {
            say(&socket, &LiveFrame::Event(event(row)));
        }
    }
}

fn event(row: &Row) -> LiveEvent {
    LiveEvent {
        id: row.id,
        topic: row.topic.clone(),
        at: clock::iso(row.at),
        body: serde_json::from_str(&row.body).unwrap_or_default(),
    }
}

fn say(socket: &WebSocket, frame: &LiveFrame) {
    let sent = serde_json::to_string(frame).map(|text| socket.send_with_str(text));
    if !matches!(sent, Ok(Ok(()))) {
        worker::console_debug!("a listener is gone");
    }
}
