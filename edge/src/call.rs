//! One request on its way: what came in, when, and under which id it is logged.

use std::cell::RefCell;

use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use worker::{Context, Env, Method, Request, Url};

use crate::{
    clock, development,
    error::{Code, Failure, Refusal},
    identity,
    person::store::Row as Person,
    session::Caller,
    upload::multipart,
};

/// Largest body of any request: a picture as base64, and room for its fields.
pub const BODY_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Largest body of a request without a picture.
pub const SMALL_BODY_BYTES_MAX: usize = 64 * 1024;
/// Longest idempotency key.
pub const IDEMPOTENCY_KEY_MAX: usize = 200;
/// The header of the test door; see [`Call::new`].
const TEST_CLOCK: &str = "x-test-now";

/// One request.
pub struct Call {
    /// What came in; the body is read at most once.
    pub request: Request,
    /// The bindings.
    pub env: Env,
    /// For what goes on after the answer.
    pub context: Context,
    /// The address, parsed.
    pub url: Url,
    /// `req_…`, in the answer and in the log.
    pub id: String,
    /// Milliseconds since 1970.
    pub now: u64,
    cookie_to_set: RefCell<Option<String>>,
    caller: RefCell<Option<Option<Caller>>>,
    early_body: Option<Vec<u8>>,
    expected_recipient: Option<String>,
    recipient: RefCell<Option<Option<Person>>>,
}

/// A body that has been read.
pub struct Body {
    bytes: Vec<u8>,
    content_type: String,
}

impl Call {
    /// Takes a request in.
    ///
    /// In development the header `x-test-now` sets the clock; anywhere else it is refused, so that
    /// nobody mistakes a deployment with an open test door for a working one.
    pub async fn new(
        request: Request,
        env: Env,
        context: Context,
        id: String,
    ) -> Result<Self, Failure> {
        let url = request.url()?;
        let stated = request.headers().get(TEST_CLOCK)?;
        let now = match stated {
            None => now_ms(&env).await?,
            Some(_) if !in_development(&env) => return Err(Code::NotFound.into()),
            Some(text) => text.parse().map_err(|_| Code::QueryInvalid)?,
        };
        Ok(Self {
            request,
            env,
            context,
            url,
            id,
            now,
            cookie_to_set: RefCell::new(None),
            caller: RefCell::new(None),
            early_body: None,
            expected_recipient: None,
            recipient: RefCell::new(None),
        })
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }

    /// Whether the method may change something.
    pub fn is_mutation(&self) -> bool {
        !matches!(self.request.method(), Method::Get | Method::Head | Method::Options)
    }

    /// Scheme, host and port of this deployment.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// A parameter of the query.
    pub fn query(&self, name: &str) -> Option<String> {
        self.url.query_pairs().find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
    }

    /// The idempotency key, if one was sent.
    pub fn idempotency_key(&self) -> Result<Option<String>, Code> {
        let Some(key) = self.header("idempotency-key") else { return Ok(None) };
        let fits = (1..=IDEMPOTENCY_KEY_MAX).contains(&key.len());
        if fits && key.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Some(key))
        } else {
            Err(Code::IdempotencyKeyInvalid)
        }
    }

    /// Reads the body, up to `most` bytes.
    pub async fn body(&mut self, most: usize) -> Result<Body, Failure> {
        let too_large = || Refusal::with(Code::BodyTooLarge, serde_json::json!({"maxBytes": most}));
        let stated = self.header("content-length").and_then(|text| text.parse::<usize>().ok());
        if stated.is_some_and(|length| length > most) {
            return Err(too_large().into());
        }
        let content_type = self.header("content-type").unwrap_or_default();
        // It stays: an agent's token speaks of it, whenever that is looked at.
        if let Some(bytes) = self.early_body.clone() {
            return if bytes.len() > most {
                Err(too_large().into())
            } else {
                Ok(Body { bytes, content_type })
            };
        }
        let mut bytes = Vec::with_capacity(stated.unwrap_or(0));
        if self.request.inner().body().is_some() {
            let mut stream = self.request.stream()?;
            while let Some(chunk) = stream.next().await {
                let chunk = chunk?;
                if bytes.len() + chunk.len() > most {
                    return Err(too_large().into());
                }
                bytes.extend_from_slice(&chunk);
            }
        }
        Ok(Body { bytes, content_type })
    }

    /// Reads the body before anything else looks at it, because an agent's token speaks of it;
    /// [`Call::body`] gives it once more.
    pub async fn read_early(&mut self, most: usize) -> Result<(), Failure> {
        self.early_body = Some(self.body(most).await?.bytes);
        Ok(())
    }

    /// The body that was read early; empty when none was.
    pub fn early_body(&self) -> &[u8] {
        self.early_body.as_deref().unwrap_or_default()
    }

    /// The path with the query, as it was sent.
    pub fn path_and_query(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        }
    }

    /// Who is asking, once that was found out.
    pub fn known_caller(&self) -> Option<Option<Caller>> {
        self.caller.borrow().clone()
    }

    /// Keeps who is asking for the rest of this request.
    pub fn remember_caller(&self, caller: Option<Caller>) {
        self.caller.replace(Some(caller));
    }

    /// Says to whom a transfer will go, before it is asked who sends it: both are then found on one
    /// way to the database.
    pub fn expect_recipient(&mut self, address: &str) {
        self.expected_recipient = Some(address.to_owned());
    }

    /// To whom it will go, if that was said.
    pub fn expected_recipient(&self) -> Option<&str> {
        self.expected_recipient.as_deref()
    }

    /// Keeps whom the address was found to mean.
    pub fn recipient_came(&self, found: Option<Person>) {
        self.recipient.replace(Some(found));
    }

    /// Whom an address means, if that was found on the way; see [`Call::expect_recipient`].
    pub fn known_recipient(&self, address: &str) -> Option<Option<Person>> {
        self.recipient.borrow().clone().filter(|_| self.expected_recipient() == Some(address))
    }

    /// Has a cookie set with the answer.
    pub fn set_cookie(&self, cookie: String) {
        self.cookie_to_set.replace(Some(cookie));
    }

    /// The cookie to set with the answer.
    pub fn take_cookie(&self) -> Option<String> {
        self.cookie_to_set.take()
    }

    /// Whether this is local development.
    pub fn development(&self) -> bool {
        in_development(&self.env)
    }

    /// A fresh UUID.
    pub fn fresh_id(&self) -> String {
        identity::uuid(self.now)
    }
}

impl Body {
    /// The fields of a form, or `None` when it is none.
    pub fn form(&self) -> Result<Option<Vec<multipart::Part<'_>>>, Code> {
        match multipart::boundary(&self.content_type) {
            Some(boundary) => multipart::parse(&self.bytes, boundary).map(Some),
            None => Ok(None),
        }
    }

    /// The body as JSON of a known shape.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Code> {
        let kind = self.content_type.split(';').next().unwrap_or("").trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Code::ContentTypeUnsupported);
        }
        serde_json::from_slice(&self.bytes).map_err(|_| Code::BodyMalformed)
    }

    /// The body as JSON, or the default when there is none.
    pub fn json_or_default<T: DeserializeOwned + Default>(&self) -> Result<T, Code> {
        if self.bytes.is_empty() { Ok(T::default()) } else { self.json() }
    }

    /// The bytes as they came.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Milliseconds since 1970; in development the clock may have been set forward.
pub async fn now_ms(env: &Env) -> Result<u64, Failure> {
    let ahead = if in_development(env) {
        // Before the first migration there is no clock to set, and health has to say so.
        development::store::clock_ahead(env).await.unwrap_or(0)
    } else {
        0
    };
    Ok(clock::now_ms() + ahead)
}

/// Whether the doors of local development are open.
pub fn in_development(env: &Env) -> bool {
    env.var("ENVIRONMENT").is_ok_and(|value| value.to_string() == "development")
}
