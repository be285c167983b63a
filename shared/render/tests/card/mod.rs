//! A graphics card for tests: whatever Vulkan or Metal the machine has, or the software Vulkan
//! (SwiftShader) that every Chromium brings along.
//!
//! The loader of that Vulkan is found only by what a process is started with, so each story is
//! told by this test's program started once more.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its part of the card")]

use render::{Counts, Scene, Stage};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Marks the second start.
const TOLD: &str = "RENDER_TEST_CARD";
/// Chromium's folder, where there is no `CHROMIUM_BIN`.
const KNOWN: [&str; 4] = [
    "/usr/lib/chromium",
    "/usr/lib/chromium-browser",
    "/usr/lib64/chromium-browser",
    "/opt/google/chrome",
];
const DRIVER: &str = "vk_swiftshader_icd.json";
/// What targets are made of.
pub(crate) const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

/// A device and its queue.
pub(crate) struct Card {
    pub(crate) device: wgpu::Device,
    pub(crate) queue: wgpu::Queue,
}

/// Tells a story on a card. `test` is the test's own name.
pub(crate) fn on_a_card(test: &str, story: impl FnOnce(Card)) {
    if std::env::var_os(TOLD).is_some() {
        return story(Card::new());
    }
    let program = std::env::current_exe().expect("a test knows its program");
    let mut again = Command::new(program);
    again.args([test, "--exact", "--nocapture"]).env(TOLD, "1");
    let chosen = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"].map(std::env::var_os);
    if let (Some(folder), [None, None]) = (software(), &chosen) {
        let driver = folder.join(DRIVER);
        again.env("VK_DRIVER_FILES", &driver).env("VK_ICD_FILENAMES", &driver);
        again.env("LD_LIBRARY_PATH", &folder);
    }
    let output = again.output().expect("a program that runs can be started again");
    let [said, complained] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it));
    println!("{said}\n{complained}");
    assert!(output.status.success(), "the story failed on the card, see above");
    assert!(said.contains("1 passed"), "the story was told");
}

/// The folder of a Chromium that has a software Vulkan.
fn software() -> Option<PathBuf> {
    let given = std::env::var_os("CHROMIUM_BIN").map(PathBuf::from);
    let given = given.and_then(|it| it.canonicalize().ok()?.parent().map(Path::to_path_buf));
    let known = KNOWN.map(PathBuf::from);
    given.into_iter().chain(known).find(|folder| folder.join(DRIVER).exists())
}

impl Card {
    pub(crate) fn new() -> Self {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let adapter = pollster::block_on(instance.request_adapter(&Default::default())).expect(
            "no graphics card and no software Vulkan: install Chromium, or set CHROMIUM_BIN to \
             one, or VK_DRIVER_FILES to a driver",
        );
        println!("{:?}", adapter.get_info());
        // What WebGL2 promises has to be enough.
        let asked = wgpu::DeviceDescriptor {
            required_limits: wgpu::Limits::downlevel_webgl2_defaults(),
            ..Default::default()
        };
        let (device, queue) =
            pollster::block_on(adapter.request_device(&asked)).expect("an ordinary device");
        Self { device, queue }
    }

    /// A device that checks everything and draws nothing.
    pub(crate) fn blank() -> Self {
        let (device, queue) = wgpu::Device::noop(&wgpu::DeviceDescriptor::default());
        Self { device, queue }
    }

    pub(crate) fn stage(&self) -> Stage {
        Stage::new(self.device.clone(), self.queue.clone(), FORMAT)
    }

    pub(crate) fn target(&self, [width, height]: [u32; 2]) -> wgpu::Texture {
        self.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("target"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: FORMAT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT
                | wgpu::TextureUsages::COPY_SRC
                | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        })
    }

    /// Draws a scene once on a new target; gives the pixels and what it took.
    pub(crate) fn picture(&self, stage: &mut Stage, scene: &Scene) -> (Vec<u8>, Counts) {
        let target = self.target(scene.view.size);
        stage.forget();
        let counts = stage.draw(scene, &target.create_view(&Default::default())).expect("a card");
        (self.read(&target), counts)
    }

    /// Rows of bytes; the target's rows must be multiples of 256 bytes long.
    pub(crate) fn read(&self, target: &wgpu::Texture) -> Vec<u8> {
        let (width, height) = (target.width(), target.height());
        assert!((width * 4).is_multiple_of(256), "rows are copied as they are");
        let staging = self.device.create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size: u64::from(width * height * 4),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let mut encoder = self.device.create_command_encoder(&Default::default());
        let layout = wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: Some(width * 4),
            rows_per_image: None,
        };
        encoder.copy_texture_to_buffer(
            target.as_image_copy(),
            wgpu::TexelCopyBufferInfo { buffer: &staging, layout },
            target.size(),
        );
        self.queue.submit([encoder.finish()]);
        staging.map_async(wgpu::MapMode::Read, .., |said| said.expect("the bytes can be read"));
        self.device.poll(wgpu::PollType::wait_indefinitely()).expect("the card answers");
        let view = staging.get_mapped_range(..).expect("the bytes are there");
        bytemuck::pod_collect_to_vec(&view)
    }
}

/// How two pictures differ, of 255: the mean, the most, and how many of a thousand values differ
/// by more than [`SMALL`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Difference {
    pub(crate) mean: f32,
    pub(crate) most: u8,
    pub(crate) far_per_mille: f32,
}

/// What rounding explains.
pub(crate) const SMALL: u8 = 2;

pub(crate) fn difference(a: &[u8], b: &[u8]) -> Difference {
    assert_eq!(a.len(), b.len(), "pictures of one size");
    let values: Vec<u8> = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).collect();
    let n = values.len() as f32;
    Difference {
        mean: values.iter().map(|it| f32::from(*it)).sum::<f32>() / n,
        most: values.iter().copied().max().unwrap_or(0),
        far_per_mille: values.iter().filter(|it| **it > SMALL).count() as f32 * 1000.0 / n,
    }
}
