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
    store::{self, Round, Row},
};

/// How long a connection lives: who may hear is asked again when its owner comes back, so a session
/// that was ended hears no longer than this.
const CONNECTION_MS: u64 = 5 * 60_000;
/// The code that a connection is closed with when its time is over: come back with `?after=`.
const COME_BACK: u16 = 4000;
/// Most events that are told again to one who comes back, in pages of the store.
const PAGES_MAX: usize = 20;

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
        let now = call::now_ms(&self.env).await?;
        pair.server.serialize_attachment(now + CONNECTION_MS)?;
        let mut cursor = store::newest(&self.env).await?;
        let (missed, complete) = match after {
            Some(after) => self.missed(&listener, after).await?,
            None => (Vec::new(), true),
        };
        if !complete {
            cursor = missed.last().map_or(cursor, |row| row.id);
        }
        say(&pair.server, &LiveFrame::Hello { cursor, complete });
        for row in missed {
            say(&pair.server, &LiveFrame::Event(event(&row)));
        }
        Ok(Response::from_websocket(pair.client)?)
    }

    /// What happened since, and whether that is all of it.
    async fn missed(&self, listener: &str, after: u64) -> Result<(Vec<Row>, bool), Failure> {
        let (mut rows, mut cursor) = (Vec::new(), after);
        for _ in 0..PAGES_MAX {
            let page = store::after(&self.env, listener, cursor).await?;
            let last = page.last().map(|row| row.id);
            let is_full = page.len() == store::BATCH_MAX as usize;
            rows.extend(page);
            match last {
                Some(last) if is_full => cursor = last,
                _ => return Ok((rows, true)),
            }
        }
        Ok((rows, false))
    }

    /// Tells everything that waits. A poke that comes meanwhile is heard afterwards.
    async fn empty(&self) -> Result<(), Failure> {
        if self.emptying.replace(true) {
            self.asked_again.set(true);
            return Ok(());
        }
        let told = self.tell_all().await;
        self.emptying.set(false);
        told
    }

    /// Round after round until there is nothing to tell and nothing to mark as told: two visits to
    /// the database for what one poke is about.
    async fn tell_all(&self) -> Result<(), Failure> {
        let mut told = None;
        loop {
            self.asked_again.set(false);
            let now = call::now_ms(&self.env).await?;
            let Round { rows, due } = store::round(&self.env, told, clock::now_ms(), now).await?;
            webhook::put_on_queue(&self.env, &due).await?;
            for row in &rows {
                self.tell(row, now);
            }
            told = rows.last().map(|row| row.id);
            let is_done = told.is_none() && due.len() < webhook::store::DUE_MAX as usize;
            if is_done && !self.asked_again.get() {
                return Ok(());
            }
        }
    }

    fn tell(&self, row: &Row, now: u64) {
        let tag = if row.audience == crate::outbox::PUBLIC { "all" } else { &row.audience };
        for socket in self.state.get_websockets_with_tag(tag) {
            let until = socket.deserialize_attachment::<u64>().ok().flatten().unwrap_or(0);
            if now < until {
                say(&socket, &LiveFrame::Event(event(row)));
            } else if let Err(error) = socket.close(Some(COME_BACK), Some("come back")) {
                worker::console_debug!("closing: {error}");
            }
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
