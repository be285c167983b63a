//! A production, for tests.

use wire::access::Production;
use wire::job::{Job, JobState};

pub(super) fn job(id: &str, state: JobState) -> Job {
    Job {
        id: id.into(),
        number: 7,
        name: "JOB-000007".into(),
        title: "Rain".into(),
        state,
        production: Production::default(),
        clips: vec![],
        position: None,
        estimate: None,
        tier: "advanced".into(),
        score: "9.23024103".into(),
        cost: "8.00000000".into(),
        fee: "0.04000000".into(),
        total: "8.04000000".into(),
        hold_id: "h".into(),
        payment: "held".into(),
        bonus: None,
        failure: None,
        manifest_url: None,
        manifest_sha256: None,
        queued_at: "2026-11-20T21:04:00Z".into(),
        started_at: None,
        ended_at: None,
    }
}
