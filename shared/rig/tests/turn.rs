//! The turn of a head: nothing folds, what is nearer moves more, what is behind moves back.

use rig::{Attachment, Influence, Inputs, Mesh, Pose, Rig, Skeleton, Slot, Turn, Warped, figure};

/// The depths of layers, back to front, as the art gives them.
const DEPTHS: [f32; 11] = [0.45, 0.55, 0.65, 0.8, 0.96, 1.0, 1.06, 1.08, 1.14, 1.2, 1.28];

/// Points over the whole head, hair and neck, in cells of twenty units.
fn lattice() -> (usize, Vec<[f32; 2]>) {
    let n_columns = 32;
    let point =
        |k: usize| [202.0 + 20.0 * (k % n_columns) as f32, 50.0 + 20.0 * (k / n_columns) as f32];
    (n_columns, (0..n_columns * 40).map(point).collect())
}

fn grid() -> impl Iterator<Item = [f32; 2]> {
    (0..13 * 13).map(|k| [(k % 13) as f32 * 5.0 - 30.0, (k / 13) as f32 * 5.0 - 30.0])
}

#[test]
fn no_triangle_flips_at_any_angle() {
    let turn = Turn::from_warp(&figure::head_turn());
    let (n_columns, points) = lattice();
    let mut least = f32::MAX;
    for [yaw, pitch] in grid() {
        let Some(look) = turn.look(yaw, pitch) else { continue };
        for depth in DEPTHS {
            let moved: Vec<[f32; 2]> = points
                .iter()
                .map(|point| {
                    let [x, y] = turn.offset(*point, depth, &look);
                    [point[0] + x, point[1] + y]
                })
                .collect();
            for k in 0..points.len() - n_columns {
                if k % n_columns == n_columns - 1 {
                    continue;
                }
                let [a, b, c] = [moved[k], moved[k + 1], moved[k + n_columns]];
                let area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
                least = least.min(area / 400.0);
                assert!(area > 0.0, "yaw {yaw} pitch {pitch} depth {depth} at {:?}", points[k]);
            }
        }
    }
    assert!(least > 0.08, "a cell is squeezed to {least} of its area");
}

#[test]
fn parallax_is_ordered_by_depth_and_turns_round_at_the_axis() {
    let turn = Turn::from_warp(&figure::head_turn());
    for point in [[512.0, 390.0], [440.0, 300.0], [600.0, 500.0]] {
        for (yaw, pitch) in [(12.0, 0.0), (30.0, 0.0), (0.0, 12.0), (0.0, 30.0)] {
            let look = turn.look(yaw, pitch).unwrap();
            let axis = usize::from(yaw == 0.0);
            // To the right is positive x; up is negative y.
            let side = if axis == 0 { 1.0 } else { -1.0 };
            let moved = |depth: f32| {
                let rest = turn.offset(point, rig::AXIS_DEPTH, &look)[axis];
                side * (turn.offset(point, depth, &look)[axis] - rest)
            };
            for pair in DEPTHS.windows(2) {
                let [back, front] = [moved(pair[0]), moved(pair[1])];
                assert!(front > back, "{yaw} {pitch} {point:?}: {pair:?} {back} {front}");
            }
            assert!(moved(1.0) > 0.0 && moved(0.45) < 0.0);
        }
    }
}

#[test]
fn left_and_right_are_mirrors() {
    let turn = Turn::from_warp(&figure::head_turn());
    let (_, points) = lattice();
    for [yaw, pitch] in grid() {
        let (Some(one), Some(other)) = (turn.look(yaw, pitch), turn.look(-yaw, pitch)) else {
            continue;
        };
        for point in points.iter().step_by(7) {
            let [x, y] = turn.offset(*point, 1.1, &one);
            let [mirrored_x, mirrored_y] = turn.offset([1024.0 - point[0], point[1]], 1.1, &other);
            assert!((x + mirrored_x).abs() < 0.01 && (y - mirrored_y).abs() < 0.01, "{point:?}");
        }
    }
}

#[test]
fn the_turn_is_smooth_in_the_angle_and_gone_below_the_neck() {
    let turn = Turn::from_warp(&figure::head_turn());
    let at = |yaw: f32| {
        turn.look(yaw, 0.0).map_or([0.0; 2], |it| turn.offset([512.0, 390.0], 1.15, &it))
    };
    for step in -60..60 {
        let yaw = step as f32 * 0.5;
        let change = at(yaw + 0.5)[0] - at(yaw)[0];
        assert!((0.3..3.0).contains(&change), "from {yaw}: {change}");
    }
    let look = turn.look(30.0, 30.0).unwrap();
    assert_eq!(turn.offset([512.0, 801.0], 1.0, &look), [0.0, 0.0]);
    assert!(turn.look(0.0, 0.0).is_none() && turn.look(f32::NAN, 0.0).is_none());
}

/// A face, hair behind it and a nose on it, all carried by the head.
fn head() -> Skeleton {
    let mut skeleton = figure::skeleton();
    let mut slots = Vec::new();
    for (name, depth, relief) in [("back", 0.55, 0.0), ("face", 1.0, 0.0), ("nose", 1.0, 0.15)] {
        let mesh = Mesh {
            vertices: vec![[480.0, 360.0], [544.0, 360.0], [512.0, 420.0]],
            uvs: vec![[0.0; 2]; 3],
            triangles: vec![[0, 1, 2]],
            weights: vec![vec![Influence { bone: "head".to_owned(), weight: 1.0 }]; 3],
            warp: Some(Warped { by: "head".to_owned(), depth, relief: vec![relief; 3] }),
            ..Mesh::default()
        };
        skeleton.slots.push(Slot::new(name, "head", Some(name)));
        let attachment = [(name.to_owned(), Attachment::Mesh(mesh))].into();
        slots.push((name.to_owned(), attachment));
    }
    skeleton.skins.insert("default".to_owned(), slots.into_iter().collect());
    skeleton
}

#[test]
fn a_posed_head_bends_its_layers_before_its_bone_turns_them() {
    let rig = Rig::new(&head()).unwrap();
    let mut pose = Pose::new(&rig);
    let dress = rig::Dress::new(&rig);
    let mut parameters: Vec<f32> = rig.parameters().iter().map(|it| it.rest).collect();
    let mut middle = |parameters: &[f32], slot: usize| {
        pose.evaluate(&rig, &mut [], Inputs { parameters, ..Inputs::default() });
        pose.dress(&dress);
        pose.palette(&rig);
        let mut vertices = Vec::new();
        pose.vertices(&rig, slot, &mut vertices);
        vertices.iter().map(|it| it[0]).sum::<f32>() / 3.0
    };
    for slot in 0..3 {
        assert!((middle(&parameters, slot) - 512.0).abs() < 0.01, "at rest as drawn");
    }
    parameters[rig.parameter("AngleX").unwrap()] = 30.0;
    let [back, face, nose] = [0, 1, 2].map(|slot| middle(&parameters, slot));
    assert!(nose > face + 5.0 && face > 540.0 && back < 511.0, "{back} {face} {nose}");
}
