//! What is answered when a request is not followed.
//!
//! A [`Refusal`] is the caller's to mend and has a stable code; a fault is ours, is logged once
//! under the request's id, and says nothing of its cause.

use serde_json::Value;
use wire::error::{ErrorBody, ErrorDetail};

pub use crate::code::Code;

/// A refusal: the code, and what helps to mend the request.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which one.
    pub code: Code,
    /// The field that is meant.
    pub field: Option<&'static str>,
    /// Numbers that help.
    pub details: Option<Value>,
}

impl Refusal {
    /// Names the field that is meant.
    pub fn of(code: Code, field: &'static str) -> Self {
        Self { code, field: Some(field), details: None }
    }

    /// Adds numbers that help.
    pub fn with(code: Code, details: Value) -> Self {
        Self { code, field: None, details: Some(details) }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, field: None, details: None }
    }
}

/// Why there is no answer of the expected kind.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The caller's to mend.
    Refused(Refusal),
    /// Ours; the text goes to the log only.
    Fault(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<worker::Error> for Failure {
    fn from(error: worker::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(format!("JSON: {error}"))
    }
}

/// The code of every fault.
pub const FAULT_CODE: &str = "internal";

impl Failure {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(refusal) => refusal.code.status(),
            Self::Fault(_) => 500,
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code.name(),
            Self::Fault(_) => FAULT_CODE,
        }
    }

    /// What the caller reads.
    pub fn body(&self, request_id: &str) -> ErrorBody {
        let (message, field, details) = match self {
            Self::Refused(r) => (r.code.message(), r.field, r.details.clone()),
            Self::Fault(_) => {
                ("Something broke on our side; the id finds it in the log", None, None)
            }
        };
        ErrorBody {
            error: ErrorDetail {
                code: self.code().to_owned(),
                message: message.to_owned(),
                request_id: request_id.to_owned(),
                field: field.map(str::to_owned),
                details,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_snake_case_and_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn every_code_stands_in_api_md() {
        let text = include_str!("../../API.md");
        for code in Code::ALL {
            assert!(text.contains(&format!("`{}`", code.name())), "{} is missing", code.name());
        }
    }

    #[test]
    fn a_fault_does_not_tell_its_cause() {
        let body = Failure::Fault("SELECT secret".into()).body("req_1");
        assert!(!serde_json::to_string(&body).expect("body writes").contains("secret"));
    }
}
