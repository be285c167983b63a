//! One picture through the network on a graphics card.

use super::network::{Gpu, Network, Room};
use crate::DrawFault;
use picture::{Picture, Plane};
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// A picture on its way: call [`Pass::step`] until it says no, then [`Pass::finish`].
/// The steps only queue work; [`Pass::finish`] waits for it.
#[derive(Debug)]
pub struct Pass<'n> {
    network: &'n Network,
    room: Room,
    width: usize,
    height: usize,
    next: usize,
}

impl<'n> Pass<'n> {
    /// Starts. The guidance planes have half the picture's size.
    ///
    /// # Panics
    /// When the picture's sides are not multiples of 8, or the planes have another size.
    pub fn new(network: &'n Network, picture: &Picture, guidance: &[Plane; 3]) -> Self {
        let (width, height) = (picture.width, picture.height);
        assert!(width.is_multiple_of(8) && height.is_multiple_of(8), "sides are multiples of 8");
        let half = |plane: &Plane| (plane.width * 2, plane.height * 2) == (width, height);
        assert!(guidance.iter().all(half), "guidance has half the picture's size");
        let room = network.room(width, height);
        let folded = fold(picture, guidance);
        let source = room.map(network.plan.source);
        network.gpu.queue.write_buffer(source, 0, bytemuck::cast_slice(&folded));
        Self { network, room, width, height, next: 0 }
    }

    /// Queues the next unit; `false` when none was left.
    pub fn step(&mut self) -> bool {
        let Some(unit) = self.network.launches.get(self.next) else { return false };
        let gpu = &self.network.gpu;
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        let mut pass = encoder.begin_compute_pass(&Default::default());
        for launch in unit {
            launch.encode(gpu, &self.room, &mut pass);
        }
        drop(pass);
        gpu.queue.submit([encoder.finish()]);
        self.next += 1;
        true
    }

    /// Part of the units that were queued, `0.0..=1.0`.
    pub fn progress(&self) -> f32 {
        self.next as f32 / self.network.launches.len() as f32
    }

    /// The drawing, clamped to `0.0..=1.0`; queues what is left and waits for the card.
    ///
    /// # Errors
    /// When the card was lost, refused a kernel, ran out of memory, or drew numbers that are not
    /// finite.
    pub async fn finish(mut self) -> Result<Picture, DrawFault> {
        while self.step() {}
        let gpu = &self.network.gpu;
        let staging = &self.room.staging;
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        let result = self.room.map(self.network.plan.result);
        encoder.copy_buffer_to_buffer(result, 0, staging, 0, staging.size());
        gpu.queue.submit([encoder.finish()]);
        let read = read(gpu, staging).await;
        if let Some(complaint) = gpu.complaint() {
            return Err(DrawFault::Device(complaint));
        }
        let values = read?;
        gpu.idle.replace(Some(self.room));
        unfold(&values, self.width, self.height)
    }
}

/// Copies a mapped buffer out once the card is done with it.
async fn read(gpu: &Gpu, staging: &wgpu::Buffer) -> Result<Vec<f32>, DrawFault> {
    let lost = |reason: &dyn std::fmt::Display| DrawFault::Device(reason.to_string());
    let done = mapped(staging);
    // Native devices move only when they are asked to; in a browser this does nothing.
    gpu.device.poll(wgpu::PollType::wait_indefinitely()).map_err(|e| lost(&e))?;
    done.await.map_err(|e| lost(&e))?;
    let view = staging.get_mapped_range(..).map_err(|e| lost(&e))?;
    let values = bytemuck::pod_collect_to_vec(&view);
    drop(view);
    staging.unmap();
    Ok(values)
}

/// What the card will say about a mapping, and who waits for it.
#[derive(Default)]
struct Answer {
    said: Option<Result<(), wgpu::BufferAsyncError>>,
    waiting: Option<Waker>,
}

/// Asks for the buffer's bytes; ends when the card has given them.
fn mapped(staging: &wgpu::Buffer) -> impl Future<Output = Result<(), wgpu::BufferAsyncError>> {
    let answer = Arc::new(Mutex::new(Answer::default()));
    let heard = answer.clone();
    staging.map_async(wgpu::MapMode::Read, .., move |said| {
        let mut answer = held(&heard);
        answer.said = Some(said);
        if let Some(waker) = answer.waiting.take() {
            waker.wake();
        }
    });
    poll_fn(move |context| {
        let mut answer = held(&answer);
        match answer.said.take() {
            Some(said) => Poll::Ready(said),
            None => {
                answer.waiting = Some(context.waker().clone());
                Poll::Pending
            }
        }
    })
}

/// The lock; nothing that holds it can panic.
fn held(answer: &Mutex<Answer>) -> MutexGuard<'_, Answer> {
    answer.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The stem's input: 2 × 2 pixels of each colour as one quad, around zero, then the guidance.
fn fold(picture: &Picture, guidance: &[Plane; 3]) -> Vec<f32> {
    let (width, height) = (picture.width / 2, picture.height / 2);
    let mut values = Vec::with_capacity(width * height * 16);
    for colour in 0..3 {
        for y in 0..height {
            let rows = [0, 1].map(|dy| &picture.pixels[(y * 2 + dy) * picture.width..]);
            for x in 0..width {
                values.extend(
                    rows.iter()
                        .flat_map(|row| [row[x * 2][colour] - 0.5, row[x * 2 + 1][colour] - 0.5]),
                );
            }
        }
    }
    let planes = guidance.each_ref().map(|plane| plane.values.as_slice());
    for ((a, b), c) in planes[0].iter().zip(planes[1]).zip(planes[2]) {
        values.extend([*a, *b, *c, 0.0]);
    }
    values
}

/// The way back: one quad a colour becomes 2 × 2 pixels.
fn unfold(values: &[f32], width: usize, height: usize) -> Result<Picture, DrawFault> {
    if values.iter().any(|v| !v.is_finite()) {
        return Err(DrawFault::NotFinite);
    }
    let (half, plane) = (width / 2, width * height);
    Ok(Picture::from_fn(width, height, |x, y| {
        let cell = (y / 2 * half + x / 2) * 4 + y % 2 * 2 + x % 2;
        [0, 1, 2].map(|colour| values[colour * plane + cell].clamp(0.0, 1.0))
    }))
}
