use wire::stylist::{Device, DrawOptions, RefusalCode, Stage};

use super::*;
use crate::portrait::message::{DrawnNews, FileNews};
use crate::portrait::state::{Background, Drawing, Purpose};
use crate::styles::Style;

fn photo() -> Photo {
    Photo { url: "blob:photo".into(), width: 640, height: 480 }
}

fn face(x: f32) -> FaceBox {
    FaceBox { x, y: 0.2, width: 0.2, height: 0.3 }
}

fn drawing(options: DrawOptions) -> Drawing {
    Drawing {
        url: "blob:drawing".into(),
        options,
        device: Device::Cpu,
        tier: "small".into(),
        pack: "ghibli@1".into(),
        elapsed_ms: 900.0,
    }
}

fn drawn(state: &Portrait) -> Message {
    let (style, options) = state.drawing.expect("something is being drawn");
    Message::Drawn(DrawnNews { job: state.job, style, drawing: drawing(options) })
}

fn exported(state: &Portrait) -> Message {
    let (spec, _) = state.exports.queue.front().expect("a file is being written");
    Message::Exported(FileNews {
        job: state.job,
        style: spec.style,
        size: spec.size,
        background: spec.background.clone(),
        url: "blob:file".into(),
        n_bytes: 1000,
    })
}

/// Up to the moment when the face finder has the photo.
fn reading() -> Portrait {
    let mut state = Portrait::new();
    update(&mut state, Message::Bring(Source::Sample));
    let job = state.incoming.expect("a photo is being read");
    update(&mut state, Message::Loaded { job, photo: photo() });
    state
}

/// Up to the moment when the first drawing runs.
fn drawing_one() -> Portrait {
    let mut state = reading();
    let job = state.job;
    update(&mut state, Message::FacesFound { job, faces: vec![face(0.4)] });
    update(&mut state, Message::Opened { job, before: "blob:before".into(), face: None });
    state
}

fn result() -> Portrait {
    let mut state = drawing_one();
    let message = drawn(&state);
    update(&mut state, message);
    state
}

fn has(effects: &[Effect], wanted: impl Fn(&Effect) -> bool) -> bool {
    effects.iter().any(wanted)
}

#[test]
fn a_countdown_takes_three_seconds_and_can_be_taken_back() {
    let mut state = Portrait::new();
    state.camera = Camera::On { can_switch: false };
    update(&mut state, Message::Shoot);
    assert_eq!(state.counting, Some(3));
    update(&mut state, Message::CountedTo(2));
    update(&mut state, Message::CountedTo(1));
    let effects = update(&mut state, Message::CountedTo(0));
    assert!(has(&effects, |it| matches!(it, Effect::Load { source: Source::Camera, .. })));

    let mut state = Portrait::new();
    state.camera = Camera::On { can_switch: false };
    update(&mut state, Message::Shoot);
    update(&mut state, Message::Shoot);
    assert!(update(&mut state, Message::CountedTo(2)).is_empty(), "taken back");
    assert_eq!(state.step, Step::Capture);
}

#[test]
fn the_flash_comes_before_the_frame() {
    let mut state = Portrait::new();
    state.camera = Camera::On { can_switch: false };
    state.countdown = false;
    state.flash = true;
    let effects = update(&mut state, Message::Shoot);
    assert!(state.flashing && matches!(effects[0], Effect::After { delay_ms: FLASH_MS, .. }));
    assert!(has(&update(&mut state, Message::Flashed), |it| matches!(it, Effect::Load { .. })));
}

#[test]
fn one_face_is_opened_at_once() {
    let mut state = reading();
    let job = state.job;
    let effects = update(&mut state, Message::FacesFound { job, faces: vec![face(0.4)] });
    assert!(has(&effects, |it| matches!(it, Effect::OpenPhoto { face: Some(0), .. })));
    assert!(has(&effects, |it| matches!(it, Effect::Segment { .. })));
}

#[test]
fn two_faces_wait_for_a_choice() {
    let mut state = reading();
    let job = state.job;
    update(&mut state, Message::FacesFound { job, faces: vec![face(0.1), face(0.6)] });
    assert_eq!(state.step, Step::Pick);
    assert!(update(&mut state, Message::PickFace(7)).is_empty(), "there is no eighth face");
    let effects = update(&mut state, Message::PickFace(1));
    assert!(has(&effects, |it| matches!(it, Effect::OpenPhoto { face: Some(1), .. })));
}

#[test]
fn no_face_leaves_the_whole_picture() {
    let mut state = reading();
    let job = state.job;
    update(&mut state, Message::FacesFound { job, faces: vec![] });
    assert_eq!(state.step, Step::Trouble(Trouble::NoFace));
    let effects = update(&mut state, Message::DrawWhole);
    assert!(has(&effects, |it| matches!(it, Effect::OpenPhoto { face: None, .. })));
    assert_eq!(state.step, Step::Working);
}

#[test]
fn without_a_face_finder_the_whole_picture_can_be_drawn() {
    let mut state = reading();
    let job = state.job;
    update(&mut state, Message::VisionFailed { job, available: false });
    assert_eq!(state.step, Step::Trouble(Trouble::VisionUnavailable));
    update(&mut state, Message::Retry);
    assert_eq!(state.step, Step::Working);
}

#[test]
fn progress_never_goes_back() {
    let mut state = drawing_one();
    let (job, style) = (state.job, Style::Vibrant);
    let mut last = state.progress.percent;
    for (stage, percent) in
        [(Stage::Style, 50), (Stage::Style, 40), (Stage::Load, 3), (Stage::Refine, 80)]
    {
        update(&mut state, Message::Advanced { job, style, stage, percent });
        assert!(state.progress.percent >= last);
        last = state.progress.percent;
    }
    assert_eq!((state.progress.stage, state.progress.percent), (Stage::Refine, 80));
}

#[test]
fn the_first_drawing_is_shown_kept_and_followed_by_the_others() {
    let mut state = drawing_one();
    let message = drawn(&state);
    let effects = update(&mut state, message);
    assert_eq!(state.step, Step::Result);
    assert!(has(&effects, |it| matches!(it, Effect::Export { .. })));
    assert!(has(&effects, |it| matches!(it, Effect::Draw { style: Style::WarmCel, .. })));
    let message = exported(&state);
    let effects = update(&mut state, message);
    assert!(state.ready_export().is_some(), "the chosen file lies ready");
    assert!(has(&effects, |it| matches!(it, Effect::Export { .. })), "and one for the gallery");
    for style in [Style::WarmCel, Style::Painterly, Style::BoldCel] {
        assert_eq!(state.drawing.map(|(style, _)| style), Some(style));
        let message = drawn(&state);
        update(&mut state, message);
    }
    assert_eq!(state.drawing, None);
}

#[test]
fn a_chosen_style_is_drawn_before_the_others() {
    let mut state = result();
    update(&mut state, Message::ChooseStyle(Style::BoldCel));
    assert_eq!(state.drawing.map(|(style, _)| style), Some(Style::WarmCel), "it ends what it does");
    let message = drawn(&state);
    update(&mut state, message);
    assert_eq!(state.drawing.map(|(style, _)| style), Some(Style::BoldCel));
}

#[test]
fn new_options_draw_anew_and_late_drawings_do_not_count() {
    let mut state = result();
    let late = drawn(&state);
    let options = DrawOptions { enhance_details: true, ..state.options };
    update(&mut state, Message::SetOptions(options));
    assert!(!state.is_fresh(Style::Vibrant));
    let effects = update(&mut state, late);
    assert!(!state.is_fresh(Style::WarmCel), "it was drawn with the old options");
    assert!(has(&effects, |it| matches!(it, Effect::Draw { style: Style::Vibrant, .. })));
    assert_eq!(state.step, Step::Result, "the old drawing stays in sight meanwhile");
}

#[test]
fn stop_stops_and_answers_of_a_stopped_photo_are_nothing() {
    let mut state = drawing_one();
    let late = drawn(&state);
    let job = state.job;
    let effects = update(&mut state, Message::Stop);
    assert!(has(&effects, |it| matches!(it, Effect::Cancel { job: stopped } if *stopped == job)));
    assert_eq!(state.step, Step::Capture);
    let effects = update(&mut state, late);
    assert_eq!(state.step, Step::Capture);
    assert!(has(&effects, |it| matches!(it, Effect::ForgetUrl(_))), "its picture is let go");
}

#[test]
fn a_bad_file_on_the_result_page_is_only_a_sentence() {
    let mut state = result();
    update(&mut state, Message::Bring(Source::Sample));
    let job = state.incoming.expect("a photo is being read");
    let effects = update(&mut state, Message::LoadFailed { job, trouble: FileTrouble::Empty });
    assert_eq!(state.step, Step::Result);
    assert!(state.shown().is_some());
    assert!(has(&effects, |it| matches!(it, Effect::Toast(_))));
}

#[test]
fn transparency_waits_for_the_cut_out() {
    let mut state = result();
    while !state.exports.queue.is_empty() {
        let message = exported(&state);
        update(&mut state, message);
    }
    let effects = update(&mut state, Message::SetBackground(Background::Transparent));
    assert!(!has(&effects, |it| matches!(it, Effect::Export { .. })));
    let job = state.job;
    let effects = update(&mut state, Message::MatteSettled { job, ready: true });
    assert!(has(&effects, |it| matches!(it, Effect::Export { .. })));
}

#[test]
fn without_a_cut_out_the_background_stays() {
    let mut state = result();
    while !state.exports.queue.is_empty() {
        let message = exported(&state);
        update(&mut state, message);
    }
    update(&mut state, Message::SetBackground(Background::Transparent));
    let job = state.job;
    update(&mut state, Message::MatteSettled { job, ready: false });
    assert_eq!(state.background, Background::Drawn);
    assert!(state.exports.queue.iter().all(|(spec, _)| spec.background == "drawn"));
}

#[test]
fn a_ready_file_is_delivered_at_once() {
    let mut state = result();
    let message = exported(&state);
    update(&mut state, message);
    let effects = update(&mut state, Message::Want(Purpose::Download));
    assert!(matches!(effects[..], [Effect::Deliver { purpose: Purpose::Download, .. }]));
}

#[test]
fn a_missing_pack_stops_only_its_own_style() {
    let mut state = drawing_one();
    let job = state.job;
    update(&mut state, Message::Refused { job, code: RefusalCode::PackMissing });
    assert_eq!(state.step, Step::Trouble(Trouble::StyleMissing(Style::Vibrant)));
    let effects = update(&mut state, Message::ChooseStyle(Style::Painterly));
    assert_eq!(state.step, Step::Working);
    assert!(has(&effects, |it| matches!(it, Effect::Draw { style: Style::Painterly, .. })));
}

#[test]
fn a_lost_graphics_card_draws_again() {
    let mut state = drawing_one();
    let job = state.job;
    let effects = update(&mut state, Message::Refused { job, code: RefusalCode::WebgpuLost });
    assert!(has(&effects, |it| matches!(it, Effect::Reopen { .. })), "the new worker has no photo");
    assert!(!has(&effects, |it| matches!(it, Effect::Draw { .. })));
    let before = "blob:before".into();
    let effects = update(&mut state, Message::Opened { job, before, face: None });
    assert!(has(&effects, |it| matches!(it, Effect::Draw { style: Style::Vibrant, .. })));
}

#[test]
fn a_small_file_is_not_what_the_page_shows() {
    let mut state = result();
    let job = state.job;
    update(&mut state, Message::MatteSettled { job, ready: true });
    update(&mut state, Message::SetSize(128));
    update(&mut state, Message::SetBackground(Background::Colour));
    while !state.exports.queue.is_empty() {
        let message = exported(&state);
        update(&mut state, message);
    }
    assert_eq!(state.ready_export().map(|file| file.spec.size), Some(128));
    assert_eq!(state.exports.preview.as_ref().map(|file| file.spec.size), Some(512));
    assert_eq!(state.picture(), Some("blob:file"));
}
