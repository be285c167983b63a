//! A canvas with a device behind it.

use render::Stage;
use web_sys::OffscreenCanvas;
use wgpu::{Backends, CurrentSurfaceTexture, Surface, SurfaceConfiguration, TextureFormat};

/// What the page wishes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// WebGPU on a graphics card, else WebGL2.
    Best,
    /// WebGPU, were it emulated.
    WebGpu,
    /// WebGL2.
    WebGl2,
}

impl Wish {
    pub(crate) fn of(word: &str) -> Self {
        match word {
            "webgpu" => Self::WebGpu,
            "webgl2" => Self::WebGl2,
            _ => Self::Best,
        }
    }
}

/// A canvas that can be drawn on.
#[derive(Debug)]
pub(crate) struct Card {
    /// `webgpu` or `webgl2`.
    pub(crate) renderer: &'static str,
    pub(crate) stage: Stage,
    pub(crate) device: wgpu::Device,
    queue: wgpu::Queue,
    surface: Surface<'static>,
    configuration: SurfaceConfiguration,
    configured: Option<[u32; 2]>,
    side_max: u32,
}

/// Opens a device for a canvas.
pub(crate) async fn open(canvas: &OffscreenCanvas, wish: Wish) -> Result<Card, String> {
    if wish != Wish::WebGl2 {
        let instance = instance(Backends::BROWSER_WEBGPU);
        // Asked for without the canvas: once it has given out one kind of context, it has no other.
        let options = wgpu::RequestAdapterOptions {
            power_preference: wgpu::PowerPreference::LowPower,
            ..Default::default()
        };
        let adapter = instance.request_adapter(&options).await;
        match adapter {
            Ok(adapter) if wish == Wish::WebGpu || !is_emulated(&adapter) => {
                let surface = surface(&instance, canvas)?;
                return device(surface, &adapter, "webgpu").await;
            }
            Err(reason) if wish == Wish::WebGpu => return Err(reason.to_string()),
            _ => {}
        }
    }
    let instance = instance(Backends::GL);
    let surface = surface(&instance, canvas)?;
    let options =
        wgpu::RequestAdapterOptions { compatible_surface: Some(&surface), ..Default::default() };
    let adapter = instance.request_adapter(&options).await.map_err(|it| it.to_string())?;
    device(surface, &adapter, "webgl2").await
}

fn instance(backends: Backends) -> wgpu::Instance {
    let descriptor = wgpu::InstanceDescriptor::new_without_display_handle();
    wgpu::Instance::new(wgpu::InstanceDescriptor { backends, ..descriptor })
}

fn surface(
    instance: &wgpu::Instance,
    canvas: &OffscreenCanvas,
) -> Result<Surface<'static>, String> {
    let target = wgpu::SurfaceTarget::OffscreenCanvas(canvas.clone());
    instance.create_surface(target).map_err(|it| it.to_string())
}

/// A processor that plays the card is slower than the processor that plays WebGL2.
fn is_emulated(adapter: &wgpu::Adapter) -> bool {
    let info = adapter.get_info();
    let name = info.name.to_lowercase();
    let software = ["swiftshader", "llvmpipe", "software", "basic render"];
    info.device_type == wgpu::DeviceType::Cpu || software.iter().any(|it| name.contains(it))
}

async fn device(
    surface: Surface<'static>,
    adapter: &wgpu::Adapter,
    renderer: &'static str,
) -> Result<Card, String> {
    let limits = wgpu::Limits::downlevel_webgl2_defaults().using_resolution(adapter.limits());
    let side_max = limits.max_texture_dimension_2d;
    let asked = wgpu::DeviceDescriptor { required_limits: limits, ..Default::default() };
    let (device, queue) = adapter.request_device(&asked).await.map_err(|it| it.to_string())?;
    // What goes wrong on a card that is being lost is not worth ending the worker for.
    device.on_uncaptured_error(std::sync::Arc::new(|error| {
        web_sys::console::warn_1(&error.to_string().into());
    }));
    let able = surface.get_capabilities(adapter);
    let plain =
        |it: &&TextureFormat| matches!(it, TextureFormat::Bgra8Unorm | TextureFormat::Rgba8Unorm);
    let format = able.formats.iter().find(plain).ok_or("The canvas takes no plain colours.")?;
    let configuration = SurfaceConfiguration {
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
        format: *format,
        color_space: wgpu::SurfaceColorSpace::Auto,
        width: 1,
        height: 1,
        present_mode: wgpu::PresentMode::Fifo,
        desired_maximum_frame_latency: 2,
        // wgpu calls WebGL2's canvas opaque, but its pixels are premultiplied as well.
        alpha_mode: match renderer {
            "webgpu" => wgpu::CompositeAlphaMode::PreMultiplied,
            _ => wgpu::CompositeAlphaMode::Auto,
        },
        view_formats: Vec::new(),
    };
    let stage = Stage::new(device.clone(), queue.clone(), *format);
    Ok(Card { renderer, stage, device, queue, surface, configuration, configured: None, side_max })
}

impl Card {
    /// The largest size up to this one that the card can draw, of the same shape.
    pub(crate) fn fitting(&self, size: [u32; 2]) -> [u32; 2] {
        let longest = size[0].max(size[1]).max(1);
        let share = (self.side_max as f32 / longest as f32).min(1.0);
        size.map(|it| ((it as f32 * share) as u32).max(1))
    }

    /// Draws a scene, if it is another one than the canvas shows.
    pub(crate) fn draw(&mut self, scene: &render::Scene) -> Result<render::Counts, render::Lost> {
        let size = scene.view.size;
        if self.configured != Some(size) {
            [self.configuration.width, self.configuration.height] = size;
            self.surface.configure(&self.device, &self.configuration);
            self.configured = Some(size);
            self.stage.forget();
        }
        if self.stage.is_lost() {
            return Err(render::Lost);
        }
        if self.stage.is_current(scene) {
            return Ok(render::Counts::default());
        }
        let texture = match self.surface.get_current_texture() {
            CurrentSurfaceTexture::Success(texture)
            | CurrentSurfaceTexture::Suboptimal(texture) => texture,
            CurrentSurfaceTexture::Lost => return Err(render::Lost),
            // The next frame will do.
            _ => {
                self.configured = None;
                return Ok(render::Counts::default());
            }
        };
        let counts = self.stage.draw(scene, &texture.texture.create_view(&Default::default()))?;
        self.queue.present(texture);
        Ok(counts)
    }
}
