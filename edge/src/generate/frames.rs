//! Frames in both dialects of the specification.
//!
//! Clients speak either in `type` frames (`generate_avatar`, `progress`, `result`) or in events
//! (`generate:start`, `generate:progress`, `generate:complete`), the latter flat or as
//! `{event, data}`. Each is answered as it speaks.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wire::generate::{CLIENT_FRAMES, ClientFrame, ServerFrame};

use crate::error::{Code, Refusal};

use super::FRAME_BYTES_MAX;

/// How a client speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// `{type: "progress", …}`
    #[default]
    Frames,
    /// `{type: "generate:progress", …}`
    Events,
    /// `{event: "generate:progress", data: {…}}`
    Envelopes,
}

/// Reads a frame, and in which dialect it is.
pub fn parse(text: &str) -> Result<(Dialect, ClientFrame), Refusal> {
    if text.len() > FRAME_BYTES_MAX {
        return Err(Code::FrameTooLarge.into());
    }
    let value: Value = serde_json::from_str(text).map_err(|_| Code::FrameMalformed)?;
    let Value::Object(mut frame) = value else { return Err(Code::FrameMalformed.into()) };
    let mut dialect = Dialect::Frames;
    if let (None, Some(event)) = (frame.get("type"), frame.get("event").cloned()) {
        dialect = Dialect::Envelopes;
        frame = match frame.remove("data") {
            None => serde_json::Map::new(),
            Some(Value::Object(data)) => data,
            Some(_) => return Err(Code::FrameMalformed.into()),
        };
        frame.insert("type".to_owned(), event);
    }
    let kind = frame.get("type").and_then(Value::as_str).ok_or(Code::FrameMalformed)?;
    if !CLIENT_FRAMES.contains(&kind) {
        return Err(Refusal::with(Code::FrameUnknown, json!({"known": CLIENT_FRAMES})));
    }
    if kind.contains(':') && dialect == Dialect::Frames {
        dialect = Dialect::Events;
    }
    for field in ["image", "style"] {
        let needed = matches!(kind, "generate_avatar" | "generate:start");
        if needed && !frame.get(field).is_some_and(Value::is_string) {
            let code = if field == "image" { Code::ImageMissing } else { Code::FieldMissing };
            return Err(Refusal::of(code, field));
        }
    }
    // Null stands for absent, as many clients write it.
    frame.retain(|_, value| !value.is_null());
    let frame = ClientFrame::deserialize(Value::Object(frame));
    Ok((dialect, frame.map_err(|_| Code::FrameMalformed)?))
}

/// Writes a frame in a dialect.
pub fn render(frame: &ServerFrame, dialect: Dialect) -> String {
    let mut value = serde_json::to_value(frame).unwrap_or_default();
    if dialect == Dialect::Frames {
        return value.to_string();
    }
    let name = match frame {
        ServerFrame::Progress { .. } => "generate:progress",
        ServerFrame::Result { .. } => "generate:complete",
        // In events there is no frame for errors: a drawing that cannot be is complete.
        ServerFrame::Error { code, message } => {
            value = json!({"success": false, "error": message, "code": code});
            "generate:complete"
        }
        ServerFrame::HandshakeAck { .. } => "handshake_ack",
        ServerFrame::Styles { .. } => "styles",
        ServerFrame::Pong { .. } => "pong",
    };
    if dialect == Dialect::Events {
        value["type"] = name.into();
        return value.to_string();
    }
    if let Value::Object(fields) = &mut value {
        fields.remove("type");
    }
    json!({"event": name, "data": value}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::generate::{GenerateOptions, Step};

    #[test]
    fn the_same_start_in_three_dialects() {
        let flat = |name: &str| {
            parse(&format!(r#"{{"type":"{name}","image":"data:,","style":"ghibli"}}"#))
        };
        let envelope =
            parse(r#"{"event":"generate:start","data":{"image":"data:,","style":"ghibli"}}"#);
        let expected = ClientFrame::GenerateAvatar {
            session_id: None,
            image: "data:,".into(),
            style: "ghibli".into(),
            options: GenerateOptions::default(),
        };
        assert_eq!(flat("generate_avatar"), Ok((Dialect::Frames, expected.clone())));
        assert_eq!(flat("generate:start"), Ok((Dialect::Events, expected.clone())));
        assert_eq!(envelope, Ok((Dialect::Envelopes, expected)));
    }

    #[test]
    fn what_is_no_frame_has_its_own_code() {
        let code = |text: &str| parse(text).map_err(|refusal| refusal.code);
        assert_eq!(code("no json"), Err(Code::FrameMalformed));
        assert_eq!(code("[1]"), Err(Code::FrameMalformed));
        assert_eq!(code("{}"), Err(Code::FrameMalformed));
        assert_eq!(code(r#"{"type":"dance"}"#), Err(Code::FrameUnknown));
        assert_eq!(code(r#"{"type":"generate_avatar","style":"x"}"#), Err(Code::ImageMissing));
        assert_eq!(code(r#"{"type":"generate_avatar","image":"x"}"#), Err(Code::FieldMissing));
        assert_eq!(code(&" ".repeat(FRAME_BYTES_MAX + 1)), Err(Code::FrameTooLarge));
    }

    #[test]
    fn progress_is_answered_as_it_was_asked() {
        let frame = ServerFrame::Progress {
            session_id: "digi_1".into(),
            percent: 45,
            stage: Step::Styling,
            message: "Drawing".into(),
        };
        let read = |dialect| serde_json::from_str::<Value>(&render(&frame, dialect)).expect("JSON");
        assert_eq!(read(Dialect::Frames)["type"], "progress");
        assert_eq!(read(Dialect::Events)["type"], "generate:progress");
        let envelope = read(Dialect::Envelopes);
        assert_eq!(envelope["event"], "generate:progress");
        assert_eq!(envelope["data"]["percent"], 45);
        assert_eq!(envelope["data"].get("type"), None);
    }
}
