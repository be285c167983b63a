//! Seeded randomness and noise: the same seed gives the same scene, bit by bit.

/// A xoshiro256++ generator, seeded by splitmix64.
#[derive(Clone, Debug)]
pub struct Random {
    state: [u64; 4],
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Random {
    /// A generator whose whole sequence follows from `seed`.
    pub fn new(seed: u64) -> Self {
        let mut state = seed;
        Self { state: std::array::from_fn(|_| splitmix(&mut state)) }
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.state;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// Uniform in `0.0..1.0`.
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Uniform in `low..high`.
    pub fn range(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// True with the given probability.
    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// A whole number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f32) as usize % n.max(1)
    }

    /// One of the choices.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// Roughly normal, mean 0, deviation 1 (a sum of uniforms: no tails beyond 3.5).
    pub fn normal(&mut self) -> f32 {
        (self.unit() + self.unit() + self.unit() + self.unit() - 2.0) * 1.732
    }

    /// A colour in linear light: mostly dark, warm or cool by `spread`, seldom green or magenta,
    /// as the colours of things are.
    pub fn colour(&mut self, spread: f32) -> [f32; 3] {
        let level = 0.02 + 0.75 * self.unit().powf(1.7);
        let warm = 0.75 * spread * (self.normal() + 0.25);
        let green = 0.30 * spread * self.normal();
        [warm - green, green, -warm - green].map(|v: f32| (level * v.exp()).clamp(0.004, 0.95))
    }
}

fn hash(x: i32, y: i32, z: i32, seed: u32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x8da6_b343)
        ^ (y as u32).wrapping_mul(0xd816_3841)
        ^ (z as u32).wrapping_mul(0xcb1a_b31f)
        ^ seed.wrapping_mul(0x9E37_79B9);
    h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
    h = (h ^ (h >> 12)).wrapping_mul(0x297a_2d39);
    (h >> 8) as f32 / (1 << 23) as f32 - 1.0
}

/// Smooth noise in three dimensions, about `-1.0..=1.0`, one bump per unit.
pub fn noise3(p: [f32; 3], seed: u32) -> f32 {
    let base = p.map(f32::floor);
    let f = [0, 1, 2].map(|i| {
        let t = p[i] - base[i];
        t * t * (3.0 - 2.0 * t)
    });
    let [x, y, z] = base.map(|v| v as i32);
    let corner = |dx, dy, dz| hash(x + dx, y + dy, z + dz, seed);
    let lerp = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let near = lerp(
        lerp(corner(0, 0, 0), corner(1, 0, 0), f[0]),
        lerp(corner(0, 1, 0), corner(1, 1, 0), f[0]),
        f[1],
    );
    let far = lerp(
        lerp(corner(0, 0, 1), corner(1, 0, 1), f[0]),
        lerp(corner(0, 1, 1), corner(1, 1, 1), f[0]),
        f[1],
    );
    lerp(near, far, f[2])
}

/// Smooth noise in two dimensions, about `-1.0..=1.0`.
pub fn noise2(x: f32, y: f32, seed: u32) -> f32 {
    let (x0, y0) = (x.floor(), y.floor());
    let (fx, fy) = (x - x0, y - y0);
    let (fx, fy) = (fx * fx * (3.0 - 2.0 * fx), fy * fy * (3.0 - 2.0 * fy));
    let (x0, y0) = (x0 as i32, y0 as i32);
    let top = hash(x0, y0, 0, seed) * (1.0 - fx) + hash(x0 + 1, y0, 0, seed) * fx;
    let bottom = hash(x0, y0 + 1, 0, seed) * (1.0 - fx) + hash(x0 + 1, y0 + 1, 0, seed) * fx;
    top + (bottom - top) * fy
}

/// Octaves of [`noise2`], each twice as fine and `fade` as strong.
pub fn clouds(x: f32, y: f32, octaves: usize, fade: f32, seed: u32) -> f32 {
    let (mut sum, mut gain, mut scale) = (0.0, 1.0, 1.0);
    for octave in 0..octaves {
        sum += gain * noise2(x * scale, y * scale, seed.wrapping_add(octave as u32 * 101));
        gain *= fade;
        scale *= 2.03;
    }
    sum
}
