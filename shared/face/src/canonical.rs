//! The canonical face: an average neutral head in centimetres, x right, y up, z to the camera.

/// Vertices of the canonical face; the irises are not part of it.
pub const VERTEX_COUNT: usize = 468;

/// One point of the canonical face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vertex {
    /// Centimetres.
    pub position: [f64; 3],
    /// Its say in a Procrustes fit; zero where it has none.
    pub weight: f64,
}

/// Every vertex, by landmark index; read from `data/canonical-face.csv` while compiling.
pub static VERTICES: [Vertex; VERTEX_COUNT] =
    read_csv(include_str!("../data/canonical-face.csv").as_bytes());

const fn read_csv(text: &[u8]) -> [Vertex; VERTEX_COUNT] {
    let mut vertices = [Vertex { position: [0.0; 3], weight: 0.0 }; VERTEX_COUNT];
    let mut at = 0;
    while text[at] != b'\n' {
        at += 1;
    }
    at += 1;
    let mut row = 0;
    while row < VERTEX_COUNT {
        let mut fields = [0.0; 5];
        let mut column = 0;
        while column < 5 {
            (fields[column], at) = read_number(text, at);
            column += 1;
        }
        assert!(fields[0] == row as f64, "the rows must stand in order");
        vertices[row] = Vertex { position: [fields[1], fields[2], fields[3]], weight: fields[4] };
        row += 1;
    }
    vertices
}

/// Reads one decimal and steps over the comma or line end behind it.
const fn read_number(text: &[u8], mut at: usize) -> (f64, usize) {
    let negative = text[at] == b'-';
    at += negative as usize;
    let (mut digits, mut scale, mut behind_point) = (0_u64, 1.0, false);
    while at < text.len() && text[at] != b',' && text[at] != b'\n' {
        if text[at] == b'.' {
            behind_point = true;
        } else {
            assert!(text[at].is_ascii_digit(), "not a decimal");
            digits = digits * 10 + (text[at] - b'0') as u64;
            scale *= if behind_point { 10.0 } else { 1.0 };
        }
        at += 1;
    }
    let value = digits as f64 / scale;
    (if negative { -value } else { value }, at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_rows_read_back() {
        assert_eq!(VERTICES[0].position, [0.0, -3.406404, 5.979507]);
        assert_eq!(VERTICES[7].position, [-4.253081, 2.577646, 3.279702]);
        assert_eq!(VERTICES[467].position, [4.53, 2.91, 3.339685]);
        assert!((VERTICES[4].weight - 0.070_909_939_706_326).abs() < 1e-15);
    }

    #[test]
    fn thirty_three_vertices_carry_weight() {
        let weighted = VERTICES.iter().filter(|v| v.weight > 0.0).count();
        let total: f64 = VERTICES.iter().map(|v| v.weight).sum();
        assert_eq!(weighted, 33);
        assert!((total - 1.055).abs() < 1e-6, "the weights add up to {total}");
    }
}
