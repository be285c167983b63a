//! What is performed, by a character of the artist's, on a card that counts and draws nothing.

use character::rigging::{skeleton, sprites};
use character::{Look, Style, draw, raster};
use performer::play::{Cast, Framing, Performance, Play};
use render::{Counts, Stage};

const SCALE: f32 = 0.1;
const BUST: [f32; 4] = [0.0, 0.0, 1024.0, 1024.0];

/// A character as the artist sends it: skeleton, list of pictures, pixels.
fn sent(seed: u64) -> (String, String, Vec<u8>) {
    let look = Look::surprise(seed, Style::default());
    let drawings = [draw(&look)];
    let (mut pictures, mut pixels) = (Vec::new(), Vec::new());
    for sprite in &sprites(&drawings) {
        let Some(made) = raster::sprite(sprite, look.style, SCALE) else { continue };
        let span = [sprite.bounds.width() * SCALE, sprite.bounds.height() * SCALE];
        pictures.push(serde_json::json!([sprite.name(&drawings), made.width, made.height, span]));
        pixels.extend(made.rgba);
    }
    pixels.extend([200; 8 * 15 * 4]);
    let ground = [-56.0, 0.0, 1080.0, 2130.0];
    let list = serde_json::json!({ "pictures": pictures, "ground": [8, 15, ground] });
    let skeleton = rig::format::save(&skeleton(&drawings)).expect("what is drawn can be rigged");
    (skeleton, list.to_string(), pixels)
}

fn cast(seed: u64) -> Cast {
    let (skeleton, pictures, pixels) = sent(seed);
    Cast::read(&skeleton, &pictures, &pixels).expect("what the artist sends is whole")
}

fn playing(seed: u64) -> Play {
    let mut play = Play::default();
    play.frame(Framing { size: [256, 256], region: BUST, has_ground: true });
    play.cast(cast(seed)).expect("it can be drawn");
    play
}

fn perform(play: &mut Play, clip: &str, at: Option<f32>) {
    let is_playing = at.is_none();
    play.perform(Performance { clip: clip.to_owned(), speed: 1.0, is_playing, at });
}

/// A stage that checks and counts.
struct Card {
    stage: Stage,
    target: wgpu::TextureView,
}

impl Card {
    fn new() -> Self {
        let (device, queue) = wgpu::Device::noop(&wgpu::DeviceDescriptor::default());
        let format = wgpu::TextureFormat::Rgba8Unorm;
        let target = device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d { width: 256, height: 256, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            view_formats: &[],
        });
        let target = target.create_view(&Default::default());
        Self { stage: Stage::new(device, queue, format), target }
    }

    fn step(&mut self, play: &mut Play, seconds: f32) -> Counts {
        play.advance(seconds).expect("a pose of its own");
        self.stage.draw(play.scene(), &self.target).expect("a card that is there")
    }
}

#[test]
fn a_breath_uploads_bones_and_nothing_else_and_stillness_nothing() {
    let (mut play, mut card) = (playing(2), Card::new());
    play.still(true);
    // Idling turns the head a little, and a turn bends meshes.
    let straight = ["AngleX", "AngleY"].map(|it| (it.to_owned(), 0.0));
    play.track(Some(straight.to_vec()));
    assert!(card.step(&mut play, 0.0).drawn);
    assert!(!play.is_awake(), "a still needs no second frame");
    assert_eq!(card.step(&mut play, 0.1), Counts::default());
    let n_bones = play.rig().expect("a character").n_bones() as u64;
    for breath in [0.2, 0.5, 1.0] {
        play.express(Some(vec![("Breath".to_owned(), breath)]));
        let counts = card.step(&mut play, 0.1);
        // Rows of 32 bytes a bone, told by the kilobyte.
        let most = (n_bones * 32).next_multiple_of(1024);
        assert!(counts.drawn && counts.uploads == 1, "{counts:?}");
        assert!(counts.uploaded_bytes <= most, "{counts:?}, at most {most}");
    }
    assert_eq!(card.step(&mut play, 5.0), Counts::default());
}

#[test]
fn it_lives_by_itself_and_rests_when_it_is_told_to() {
    let (mut play, mut card) = (playing(3), Card::new());
    card.step(&mut play, 0.0);
    for _ in 0..20 {
        assert!(card.step(&mut play, 0.05).drawn && play.is_awake(), "it breathes");
    }
    perform(&mut play, "dance_5", Some(0.8));
    let mut n_frames = 0;
    while play.is_awake() {
        card.step(&mut play, 0.05);
        n_frames += 1;
        assert!(n_frames < 200, "it comes to rest");
    }
    assert_eq!(play.now(), Some(("dance_5", 0.8)));
}

#[test]
fn a_new_character_goes_on_where_the_one_before_is() {
    let mut play = playing(4);
    perform(&mut play, "dance_7", None);
    play.wear(vec![("mouth".to_owned(), "laugh".to_owned())]);
    for _ in 0..30 {
        play.advance(1.0 / 30.0).expect("a pose of its own");
    }
    let before = play.now().map(|(clip, seconds)| (clip.to_owned(), seconds));
    play.cast(cast(5)).expect("it can be drawn");
    let after = play.now().map(|(clip, seconds)| (clip.to_owned(), seconds));
    assert_eq!(after, before);
    play.advance(0.25).expect("a pose of its own");
    let (clip, seconds) = play.now().expect("it dances");
    let gone = seconds - before.expect("it danced").1;
    assert!(clip == "dance_7" && (gone - 0.25).abs() < 1e-4, "{clip} went on by {gone} s");
}

#[test]
fn what_is_broken_is_refused_with_words_and_the_one_before_stays() {
    let (skeleton, pictures, pixels) = sent(6);
    let (half, _) = skeleton.split_at(skeleton.len() / 2);
    let newer = skeleton.replacen("\"version\":1", "\"version\":9", 1);
    let fewer = &pixels[..pixels.len() - 1];
    let renamed = pictures.replacen("\"face_base\"", "\"fase\"", 1);
    assert_ne!(renamed, pictures, "the face is on a picture of its own");
    for (skeleton, pictures, pixels, said) in [
        (half, &pictures[..], &pixels[..], "ends"),
        (&newer, &pictures, &pixels, "9"),
        (&skeleton, "[]", &pixels, "cannot be read"),
        (&skeleton, &pictures, fewer, "fewer pixels"),
        (&skeleton, &renamed, &pixels, "is not there"),
    ] {
        let refused = Cast::read(skeleton, pictures, pixels).expect_err(said);
        assert!(refused.contains(said) && refused.ends_with('.'), "{refused}");
    }
    let mut play = playing(6);
    let n_bones = play.rig().map(rig::Rig::n_bones);
    play.advance(0.1).expect("a pose of its own");
    assert_eq!(play.rig().map(rig::Rig::n_bones), n_bones);
}

#[test]
fn a_region_is_seen_whole_and_in_the_middle() {
    let mut play = Play::default();
    for size in [[512, 512], [800, 300], [300, 800], [1, 1]] {
        play.frame(Framing { size, region: BUST, has_ground: false });
        let view = play.scene().view;
        let [width, height] = view.size.map(|it| it as f32 / view.scale);
        assert!(width >= 1024.0 - 0.01 && height >= 1024.0 - 0.01, "{size:?}: {view:?}");
        let middle = [view.origin[0] + 0.5 * width, view.origin[1] + 0.5 * height];
        assert!(middle.iter().all(|it| (it - 512.0).abs() < 0.01), "{size:?}: {middle:?}");
    }
}

#[test]
fn a_clip_that_nobody_knows_is_idling_and_every_other_one_is_done() {
    let mut play = playing(8);
    let names: Vec<String> = play.rig().expect("a character").clip_names().to_vec();
    // What is done with a tool is done beside everything else.
    for name in names.iter().filter(|it| !it.starts_with("tool")) {
        perform(&mut play, name, None);
        play.advance(0.3).expect("a pose of its own");
        assert_eq!(play.now().map(|it| it.0), Some(&name[..]));
    }
    perform(&mut play, "moonwalk", None);
    play.advance(0.3).expect("a pose of its own");
    assert!(play.now().is_some_and(|(clip, _)| clip.starts_with("idle")));
}
