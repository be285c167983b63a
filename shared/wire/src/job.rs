//! Productions that were ordered: waiting, working, done.
//! Amounts are ANM as decimal strings with all eight decimals.

use serde::{Deserialize, Serialize};

use crate::access::Production;

/// One clip of the list that a production renders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clip {
    /// 1 to 100 characters.
    pub name: String,
    /// Length in milliseconds. All clips together last as long as the production.
    pub duration_ms: u32,
    /// Frames a second of the source, 1 to 240, where it differs from the production's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fps: Option<u32>,
    /// How the clip begins.
    #[serde(default)]
    pub transition: Transition,
}

/// How a clip begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Transition {
    /// At once.
    #[default]
    Cut,
    /// Over one second, out of the clip before.
    Dissolve,
    /// Over one and a half seconds, out of black.
    Fade,
}

/// Body of `POST /api/v1/jobs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewJob {
    /// 1 to 100 characters.
    pub title: String,
    /// What is ordered.
    #[serde(default)]
    pub production: Production,
    /// What is rendered, 1 to 256 clips.
    pub clips: Vec<Clip>,
    /// The most that the caller is ready to pay, cost and fee together.
    pub max_total: String,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// It waits; what it costs is held.
    Queued,
    /// It is being worked on.
    Running,
    /// It is done and paid.
    Completed,
    /// It could not be done; everything was given back.
    Failed,
    /// The caller took it back; everything was given back.
    Cancelled,
}

/// When it will be a job's turn, as an estimate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct JobEstimate {
    /// Seconds until it begins.
    pub wait_seconds: u64,
    /// Seconds that it works.
    pub work_seconds: u64,
    /// When it would be done, ISO 8601.
    pub done_at: String,
}

/// Why a job failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JobFailure {
    /// Stable: `clips_duration_mismatch`, `clip_too_short`, `resolution_unknown`,
    /// `access_lost` (the stake no longer allows it) or `interrupted`.
    pub code: String,
    /// One sentence for a person.
    pub message: String,
}

/// What came back on completion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JobBonus {
    /// What was due.
    pub amount: String,
    /// Whether the treasury paid it; it does not when it is empty.
    pub paid: bool,
}

/// A production that was ordered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// UUID.
    pub id: String,
    /// Counts all jobs from 1.
    pub number: u64,
    /// The number as people write it: `JOB-000001`.
    pub name: String,
    /// As it was ordered.
    pub title: String,
    /// Where it stands.
    pub state: JobState,
    /// What was ordered.
    pub production: Production,
    /// What is rendered.
    pub clips: Vec<Clip>,
    /// The true place in the queue, 1 for the next; null unless it waits.
    pub position: Option<u64>,
    /// When it will be its turn; null when it has ended.
    pub estimate: Option<JobEstimate>,
    /// Id of the tier that was held when it was ordered, or when the stake last changed.
    pub tier: String,
    /// The priority score with eight decimals; waiting raises the rank further.
    pub score: String,
    /// The cost.
    pub cost: String,
    /// The fee on top.
    pub fee: String,
    /// Cost and fee.
    pub total: String,
    /// The hold that keeps the total.
    pub hold_id: String,
    /// Whether the total is `held`, `paid` or `refunded`.
    pub payment: String,
    /// What came back; null unless it is completed.
    pub bonus: Option<JobBonus>,
    /// Why it failed; null unless it did.
    pub failure: Option<JobFailure>,
    /// Path of the manifest; null unless it is completed.
    pub manifest_url: Option<String>,
    /// SHA-256 of the manifest, hexadecimal; null unless it is completed.
    pub manifest_sha256: Option<String>,
    /// ISO 8601.
    pub queued_at: String,
    /// ISO 8601; null while it waits.
    pub started_at: Option<String>,
    /// ISO 8601; null until it has ended.
    pub ended_at: Option<String>,
}

/// Answer of `GET /api/v1/jobs`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct JobPage {
    /// The jobs of this page.
    pub items: Vec<Job>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// How many wait in one tier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TierQueue {
    /// Id of the tier.
    pub tier: String,
    /// How many of its jobs wait.
    pub queued: u64,
}

/// Answer of `GET /api/v1/jobs/queue`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct QueueStats {
    /// How many wait.
    pub queued: u64,
    /// How many are being worked on.
    pub running: u64,
    /// How many were completed, ever.
    pub completed: u64,
    /// How many failed, ever.
    pub failed: u64,
    /// How many were taken back, ever.
    pub cancelled: u64,
    /// Those that wait, by tier, lowest first.
    pub by_tier: Vec<TierQueue>,
    /// Since when the oldest waits, ISO 8601; null when none waits.
    pub oldest_queued_at: Option<String>,
    /// Seconds until a job of the caller's tier, ordered now, would begin.
    pub wait_seconds: u64,
    /// Where a job of the caller's tier, ordered now, would stand.
    pub next_position: u64,
}

/// Answer of `POST /api/v1/admin/jobs/process`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Processed {
    /// The job that was worked on, as it ended; null when none waited.
    pub job: Option<Job>,
}

/// One clip of a manifest, in frames of the production.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ManifestClip {
    /// Counts from 1.
    pub number: u32,
    /// As it was ordered.
    pub name: String,
    /// The first frame, counted from 0.
    pub first_frame: u64,
    /// How many frames it lasts.
    pub frames: u64,
    /// Where it begins, `HH:MM:SS:FF`.
    pub starts_at: String,
    /// Where the next begins, `HH:MM:SS:FF`.
    pub ends_at: String,
    /// How many frames of the source it takes.
    pub source_frames: u64,
    /// How it begins.
    pub transition: Transition,
    /// How many of its frames the transition covers.
    pub transition_frames: u64,
}

/// Answer of `GET /api/v1/jobs/:id/manifest`: what a renderer has to do, frame by frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// Always `digigami-manifest/1`.
    pub format: String,
    /// The job.
    pub job_id: String,
    /// As it was ordered.
    pub title: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Frames a second.
    pub fps: u32,
    /// Name of a style pack.
    pub style_pack: String,
    /// How many frames all clips have.
    pub total_frames: u64,
    /// Length of the whole, `HH:MM:SS:FF`.
    pub length: String,
    /// The clips, one after the other without a gap.
    pub clips: Vec<ManifestClip>,
}
