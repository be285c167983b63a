//! How a production is spoken of. Pure.

use wire::job::{Job, JobState};

/// A state's word, and its colour.
pub(super) fn state(state: JobState) -> (&'static str, &'static str) {
    match state {
        JobState::Queued => ("Waiting", "gold"),
        JobState::Running => ("Working", "cyan"),
        JobState::Completed => ("Done", "green"),
        JobState::Failed => ("Failed", "coral"),
        JobState::Cancelled => ("Taken back", ""),
    }
}

/// Where it stands, in one sentence.
pub(super) fn standing(job: &Job) -> String {
    match (job.state, job.position) {
        (JobState::Queued, Some(position)) => {
            let place = match position {
                1 => "Next in the queue".to_owned(),
                n => format!("Number {n} in the queue"),
            };
            match &job.estimate {
                Some(it) => format!("{place}, begins in {}", about(it.wait_seconds)),
                None => place,
            }
        }
        (JobState::Queued, None) => "Waits for its turn".into(),
        (JobState::Running, _) => match &job.estimate {
            Some(it) => format!("Working, done in {}", about(it.work_seconds)),
            None => "Working".into(),
        },
        (JobState::Completed, _) => "The manifest is ready".into(),
        (JobState::Failed, _) => job
            .failure
            .as_ref()
            .map_or_else(|| "It could not be done".into(), |it| it.message.clone()),
        (JobState::Cancelled, _) => "You took it back".into(),
    }
}

/// What became of the total.
pub(super) fn payment(job: &Job) -> &'static str {
    match job.payment.as_str() {
        "paid" => "Paid",
        "refunded" => "Given back",
        _ => "Held",
    }
}

/// A span of time, as people plan: `a moment`, `about 4 minutes`.
pub(super) fn about(seconds: u64) -> String {
    let many = |n: u64, word: &str| {
        let plural = if n == 1 { "" } else { "s" };
        format!("about {n} {word}{plural}")
    };
    match seconds {
        0..5 => "a moment".into(),
        5..60 => "less than a minute".into(),
        60..5_400 => many(seconds.div_ceil(60), "minute"),
        5_400..172_800 => many(seconds.div_ceil(3_600), "hour"),
        _ => many(seconds.div_ceil(86_400), "day"),
    }
}

/// A length: `16 s`, `2 min 5 s`, `1 h 0 min`.
pub(super) fn length(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::job;
    use super::*;
    use wire::job::{JobEstimate, JobFailure};

    #[test]
    fn a_place_in_the_queue_is_a_sentence() {
        let mut waiting = job("a", JobState::Queued);
        assert_eq!(standing(&waiting), "Waits for its turn");
        waiting.position = Some(3);
        let (wait_seconds, work_seconds) = (125, 30);
        waiting.estimate = Some(JobEstimate { wait_seconds, work_seconds, done_at: String::new() });
        assert_eq!(standing(&waiting), "Number 3 in the queue, begins in about 3 minutes");
        waiting.position = Some(1);
        assert!(standing(&waiting).starts_with("Next in the queue"));
    }

    #[test]
    fn an_end_says_why() {
        let mut failed = job("a", JobState::Failed);
        let (code, message) = ("clip_too_short".into(), "Clip 2 is too short".into());
        failed.failure = Some(JobFailure { code, message });
        assert_eq!(standing(&failed), "Clip 2 is too short");
        failed.payment = "refunded".into();
        assert_eq!(payment(&failed), "Given back");
    }

    #[test]
    fn spans_and_lengths() {
        assert_eq!(about(0), "a moment");
        assert_eq!(about(59), "less than a minute");
        assert_eq!(about(60), "about 1 minute");
        assert_eq!(about(7_200), "about 2 hours");
        assert_eq!(about(200_000), "about 3 days");
        assert_eq!((length(16).as_str(), length(125).as_str()), ("16 s", "2 min 5 s"));
        assert_eq!(length(3_700), "1 h 1 min");
    }
}
