//! The small real work of a production: a list of clips becomes a manifest, frame by frame.

use policy::Resolution;
use thiserror::Error;
use wire::{
    access::Production,
    job::{Clip, Manifest, ManifestClip, Transition},
};

/// The format's name and version.
pub const FORMAT: &str = "digigami-manifest/1";
/// Most clips of a list.
pub const CLIPS_MAX: usize = 256;
/// Most characters of a clip's name and of a title.
pub const NAME_CHARS_MAX: usize = 100;
/// Most milliseconds of a clip: a day.
pub const CLIP_MS_MAX: u32 = 86_400_000;

/// Why a list of clips cannot be rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The clips do not last as long as what was ordered.
    #[error("The clips last {clips_ms} ms, ordered were {ordered_ms} ms")]
    DurationMismatch {
        /// All clips together.
        clips_ms: u64,
        /// What was ordered.
        ordered_ms: u64,
    },
    /// A clip lasts less than a frame, or less than its transition.
    #[error("Clip {number} is too short")]
    ClipTooShort {
        /// Counts from 1.
        number: u32,
    },
    /// The resolution is not known any more.
    #[error("There is no such resolution")]
    ResolutionUnknown,
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DurationMismatch { .. } => "clips_duration_mismatch",
            Self::ClipTooShort { .. } => "clip_too_short",
            Self::ResolutionUnknown => "resolution_unknown",
        }
    }
}

/// The field of a list of clips that has a value nobody could ask for, if there is one. Whether
/// the list fits what was ordered shows when it is rendered.
pub fn malformed_field(title: &str, clips: &[Clip]) -> Option<&'static str> {
    if !is_name(title) {
        return Some("title");
    }
    let fits = |clip: &Clip| {
        let fps = clip.fps.is_none_or(|fps| (1..=crate::production::FPS_MAX).contains(&fps));
        is_name(&clip.name) && fps && (1..=CLIP_MS_MAX).contains(&clip.duration_ms)
    };
    let good = (1..=CLIPS_MAX).contains(&clips.len()) && clips.iter().all(fits);
    if good { None } else { Some("clips") }
}

fn is_name(text: &str) -> bool {
    (1..=NAME_CHARS_MAX).contains(&text.chars().count())
        && text.trim() == text
        && !text.chars().any(char::is_control)
}

/// Renders a list of clips.
///
/// Each border between two clips lies at the frame nearest to its time, so that the clips have no
/// gap and together exactly as many frames as were ordered.
pub fn render(
    job_id: &str,
    title: &str,
    ordered: &Production,
    clips: &[Clip],
) -> Result<Manifest, Refusal> {
    let resolution = Resolution::named(&ordered.resolution).ok_or(Refusal::ResolutionUnknown)?;
    let clips_ms = clips.iter().map(|clip| u64::from(clip.duration_ms)).sum();
    let ordered_ms = u64::from(ordered.duration_seconds) * 1000;
    if clips_ms != ordered_ms {
        return Err(Refusal::DurationMismatch { clips_ms, ordered_ms });
    }
    let fps = ordered.fps;
    let (mut at_ms, mut first_frame) = (0, 0);
    let mut rendered = Vec::with_capacity(clips.len());
    for (number, clip) in (1..).zip(clips) {
        at_ms += u64::from(clip.duration_ms);
        let next_frame = frames(at_ms, fps);
        let length = next_frame - first_frame;
        let transition_frames = frames(transition_ms(clip.transition), fps);
        if length == 0 || length < transition_frames {
            return Err(Refusal::ClipTooShort { number });
        }
        rendered.push(ManifestClip {
            number,
            name: clip.name.clone(),
            first_frame,
            frames: length,
            starts_at: timecode(first_frame, fps),
            ends_at: timecode(next_frame, fps),
            source_frames: frames(clip.duration_ms.into(), clip.fps.unwrap_or(fps)).max(1),
            transition: clip.transition,
            transition_frames,
        });
        first_frame = next_frame;
    }
    let (width, height) = size(resolution);
    Ok(Manifest {
        format: FORMAT.to_owned(),
        job_id: job_id.to_owned(),
        title: title.to_owned(),
        width,
        height,
        fps,
        style_pack: ordered.style_pack.clone(),
        total_frames: first_frame,
        length: timecode(first_frame, fps),
        clips: rendered,
    })
}

/// Width and height in pixels.
pub fn size(resolution: Resolution) -> (u32, u32) {
    match resolution {
        Resolution::Hd720 => (1280, 720),
        Resolution::Hd1080 => (1920, 1080),
        Resolution::Uhd4k => (3840, 2160),
        Resolution::Uhd8k => (7680, 4320),
    }
}

/// How long a transition lasts.
fn transition_ms(transition: Transition) -> u64 {
    match transition {
        Transition::Cut => 0,
        Transition::Dissolve => 1000,
        Transition::Fade => 1500,
    }
}

/// The frame nearest to a time, a half counting up.
fn frames(ms: u64, fps: u32) -> u64 {
    (ms * u64::from(fps) + 500) / 1000
}

/// `HH:MM:SS:FF` of a frame, none dropped. From 100 frames a second on, the last part has three
/// digits. A rate of zero counts as one.
pub fn timecode(frame: u64, fps: u32) -> String {
    let fps = u64::from(fps.max(1));
    let (seconds, frame) = (frame / fps, frame % fps);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let digits = if fps > 100 { 3 } else { 2 };
    format!("{hours:02}:{minutes:02}:{:02}:{frame:0digits$}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip(name: &str, duration_ms: u32, transition: Transition) -> Clip {
        Clip { name: name.to_owned(), duration_ms, fps: None, transition }
    }

    fn ordered(fps: u32, duration_seconds: u32) -> Production {
        Production { fps, duration_seconds, ..Production::default() }
    }

    #[test]
    fn clips_follow_each_other_without_a_gap() {
        let clips = [
            clip("dawn", 2_500, Transition::Fade),
            clip("noon", 3_333, Transition::Cut),
            clip("night", 4_167, Transition::Dissolve),
        ];
        let manifest = render("id", "A day", &ordered(24, 10), &clips).expect("renders");
        assert_eq!(manifest.total_frames, 240);
        assert_eq!(manifest.length, "00:00:10:00");
        let rows: Vec<_> = manifest
            .clips
            .iter()
            .map(|it| (it.first_frame, it.frames, it.starts_at.as_str(), it.transition_frames))
            .collect();
        let expected =
            [(0, 60, "00:00:00:00", 36), (60, 80, "00:00:02:12", 0), (140, 100, "00:00:05:20", 24)];
        assert_eq!(rows, expected);
        assert_eq!(manifest.clips[2].ends_at, "00:00:10:00");
        assert_eq!((manifest.width, manifest.height), (1920, 1080));
    }

    #[test]
    fn odd_lengths_never_gain_or_lose_a_frame() {
        for fps in [1, 24, 25, 30, 60, 120, 240] {
            let clips: Vec<_> = (0..7)
                .map(|_| clip("third", 1_428, Transition::Cut))
                .chain([clip("rest", 10_004, Transition::Cut)])
                .collect();
            let manifest = render("id", "t", &ordered(fps, 20), &clips).expect("renders");
            assert_eq!(manifest.total_frames, u64::from(fps) * 20);
            let sum: u64 = manifest.clips.iter().map(|it| it.frames).sum();
            assert_eq!(sum, manifest.total_frames);
        }
    }

    #[test]
    fn what_does_not_fit_fails() {
        let code = |clips: &[Clip]| {
            render("id", "t", &ordered(24, 10), clips).map_err(|refusal| refusal.code())
        };
        let short = [clip("a", 9_999, Transition::Cut)];
        assert_eq!(code(&short), Err("clips_duration_mismatch"));
        let blink = [clip("a", 9_999, Transition::Cut), clip("b", 1, Transition::Cut)];
        assert_eq!(code(&blink), Err("clip_too_short"));
        let fade = [clip("a", 9_000, Transition::Cut), clip("b", 1_000, Transition::Fade)];
        assert_eq!(code(&fade), Err("clip_too_short"));
        let text = render("id", "t", &ordered(24, 10), &short).map_err(|it| it.to_string());
        assert_eq!(text, Err("The clips last 9999 ms, ordered were 10000 ms".to_owned()));
    }

    #[test]
    fn timecodes_count_hours_and_three_digits_of_frames() {
        assert_eq!(timecode(0, 24), "00:00:00:00");
        assert_eq!(timecode(24 * 3_661 + 23, 24), "01:01:01:23");
        assert_eq!(timecode(119, 120), "00:00:00:119");
        assert_eq!(timecode(7, 0), "00:00:07:00");
    }

    #[test]
    fn lists_that_nobody_could_ask_for() {
        let good = vec![clip("a", 1, Transition::Cut)];
        assert_eq!(malformed_field("t", &good), None);
        assert_eq!(malformed_field(" t", &good), Some("title"));
        assert_eq!(malformed_field("", &good), Some("title"));
        assert_eq!(malformed_field("t", &[]), Some("clips"));
        assert_eq!(malformed_field("t", &vec![good[0].clone(); 257]), Some("clips"));
        for bad in [
            clip("", 1, Transition::Cut),
            clip("a", 0, Transition::Cut),
            clip("a", CLIP_MS_MAX + 1, Transition::Cut),
            Clip { fps: Some(0), ..good[0].clone() },
        ] {
            assert_eq!(malformed_field("t", &[bad]), Some("clips"));
        }
    }
}
