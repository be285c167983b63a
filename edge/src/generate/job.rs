//! What a session remembers between two connections, and where the finished picture is kept.

use serde::{Deserialize, Serialize};
use wire::generate::{GeneratedMetadata, GenerationState, GenerationStatus, Step};
use worker::{State, js_sys};

use crate::{clock, error::Failure};

/// Values in a durable object's storage may have 2 MB; pictures are kept in pieces below that.
const PIECE_BYTES: usize = 1024 * 1024;
/// Most pieces of a picture: a 1024-pixel PNG stays below 4 MB.
const PIECES_MAX: usize = 8;
const JOB: &str = "job";

/// What is remembered of a session and its last drawing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The session.
    pub session_id: String,
    /// The principal whose session it is; a session opened without one belongs to who knows its
    /// id.
    pub owner: Option<String>,
    /// What is the case.
    pub status: GenerationStatus,
    /// Never goes back within a drawing.
    pub percent: u8,
    /// The step reached.
    pub step: Step,
    /// Hash of the request that is drawn, to tell a repetition from another request.
    pub request_hash: String,
    /// How the finished picture was made.
    pub metadata: Option<GeneratedMetadata>,
    /// Code of the refusal, where it failed.
    pub code: Option<String>,
    /// When everything here is purged.
    pub kept_until: u64,
    pieces: usize,
}

impl Job {
    /// A session in which nothing was drawn yet.
    pub fn new(session_id: &str, owner: Option<String>, kept_until: u64) -> Self {
        Self {
            session_id: session_id.to_owned(),
            owner,
            status: GenerationStatus::Idle,
            percent: 0,
            step: Step::Waiting,
            request_hash: String::new(),
            metadata: None,
            code: None,
            kept_until,
            pieces: 0,
        }
    }

    /// As the API shows it.
    pub fn show(&self) -> GenerationState {
        let complete = self.status == GenerationStatus::Complete;
        GenerationState {
            session_id: self.session_id.clone(),
            status: self.status,
            percent: self.percent,
            stage: self.step,
            kept_until: complete.then(|| clock::iso(self.kept_until)),
            metadata: self.metadata.clone(),
            code: self.code.clone(),
        }
    }

    /// Path of the finished picture.
    pub fn image_path(&self) -> String {
        format!("/api/v1/generate/{}/image", self.session_id)
    }

    /// Reads what a session remembers.
    pub async fn load(state: &State) -> Result<Option<Self>, Failure> {
        let text: Option<String> = state.storage().get(JOB).await?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// Writes it down, and has it purged in time.
    pub async fn save(&self, state: &State) -> Result<(), Failure> {
        state.storage().put(JOB, serde_json::to_string(self)?).await?;
        let left = self.kept_until.saturating_sub(clock::now_ms());
        state.storage().set_alarm(left as i64).await?;
        Ok(())
    }

    /// Keeps the finished picture.
    pub async fn keep_picture(&mut self, state: &State, png: &[u8]) -> Result<(), Failure> {
        if png.len() > PIECE_BYTES * PIECES_MAX {
            return Err(Failure::Fault(format!("a picture of {} bytes", png.len())));
        }
        self.pieces = 0;
        for piece in png.chunks(PIECE_BYTES) {
            let name = format!("piece{}", self.pieces);
            state.storage().put_raw(&name, js_sys::Uint8Array::from(piece)).await?;
            self.pieces += 1;
        }
        Ok(())
    }

    /// The finished picture, if there is one.
    pub async fn picture(&self, state: &State) -> Result<Option<Vec<u8>>, Failure> {
        if self.status != GenerationStatus::Complete || self.pieces == 0 {
            return Ok(None);
        }
        let names: Vec<String> = (0..self.pieces).map(|i| format!("piece{i}")).collect();
        let found = state.storage().get_multiple(names.clone()).await?;
        let mut png = Vec::new();
        for name in &names {
            let piece = found.get(&name.as_str().into());
            if piece.is_undefined() {
                return Ok(None);
            }
            png.extend(js_sys::Uint8Array::new(&piece).to_vec());
        }
        Ok(Some(png))
    }
}
