//! Drawing on the edge: over plain HTTP, and over a WebSocket that survives a lost connection.
//!
//! Each session is a durable object. The photo is held in memory while it is drawn and is never
//! stored; the finished picture is kept for a while and then purged.

pub mod draw;
pub mod frames;
pub mod job;
pub mod object;
pub mod progress;
pub mod routes;
pub mod session;
pub mod table;
pub mod turn;
pub mod work;

use worker::Env;

/// Largest frame that a client may send: a picture as base64, and room for the rest.
pub const FRAME_BYTES_MAX: usize = 8 * 1024 * 1024;
/// How long a finished picture can be fetched again.
pub const RESULT_KEPT_MS: u64 = 15 * 60 * 1000;
/// How long a session without a drawing is remembered.
pub const SESSION_KEPT_MS: u64 = 24 * 3600 * 1000;
/// Side at which the network draws.
pub const DRAWN_SIDE: usize = 512;

/// Whether this deployment draws.
pub fn available(env: &Env) -> bool {
    !env.var("GENERATION").is_ok_and(|value| value.to_string() == "off")
}

/// Whether a text may be the id of a session: `digi_` and 6 to 64 letters or digits.
pub fn is_session(text: &str) -> bool {
    text.strip_prefix("digi_").is_some_and(|rest| {
        (6..=64).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::is_session;

    #[test]
    fn sessions_have_a_form() {
        assert!(is_session("digi_abc123"));
        assert!(!is_session("digi_ab"));
        assert!(!is_session("abc123456"));
        assert!(!is_session("digi_abc/123"));
        assert!(!is_session(&format!("digi_{}", "a".repeat(65))));
    }
}
