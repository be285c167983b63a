//! Draws clips as strips of stick figures, one row a clip, as SVG on standard output:
//! `cargo run -p rig --example filmstrip -- walk run > strip.svg`. Without names: all clips.

use rig::{Affine, Inputs, Layer, Pose, Rig, figure};

const FRAMES: usize = 12;
const SIZE: [f32; 2] = [150.0, 236.0];
const SCALE: f32 = 0.088;

fn main() {
    let rig = Rig::new(&figure::skeleton()).expect("the standard figure is whole");
    let names: Vec<String> = std::env::args().skip(1).collect();
    let names = if names.is_empty() { rig.clip_names().to_vec() } else { names };
    let mut pose = Pose::new(&rig);
    let [width, height] = [SIZE[0] * FRAMES as f32 + 90.0, SIZE[1] * names.len() as f32];
    let mut svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>\
         <rect width='100%' height='100%' fill='white'/>\n"
    );
    for (row, name) in names.iter().enumerate() {
        let Some(clip) = rig.clip(name) else { continue };
        let y = row as f32 * SIZE[1];
        svg += &format!("<text x='4' y='{}' font-size='15'>{name}</text>\n", y + 30.0);
        for frame in 0..FRAMES {
            // Off the beat, so that a strip does not only show what happens on it.
            let share = (frame as f32 + 0.4) / FRAMES as f32;
            let time = rig.duration(clip) * share;
            pose.evaluate(&rig, &mut [Layer::new(clip, time)], Inputs::default());
            let x = 90.0 + frame as f32 * SIZE[0];
            let place = format!("translate({x},{y}) scale({SCALE}) translate(340,420)");
            svg += &format!("<g transform='{place}'>{}</g>\n", figure_svg(&rig, &pose));
        }
    }
    println!("{svg}</svg>");
}

fn figure_svg(rig: &Rig, pose: &Pose) -> String {
    let mut svg = "<path d='M120 2060H904' stroke='#bbb' stroke-width='10'/>".to_owned();
    let bones = [
        ("thigh_r", 90, "#3a6"),
        ("shin_r", 70, "#4b7"),
        ("foot_r", 60, "#285"),
        ("thigh_l", 90, "#c53"),
        ("shin_l", 70, "#d74"),
        ("foot_l", 60, "#932"),
        ("hip", 230, "#667"),
        ("spine", 210, "#778"),
        ("chest", 260, "#889"),
        ("neck", 90, "#caa"),
        ("arm_l", 80, "#e62"),
        ("forearm_l", 64, "#f84"),
        ("hand_l", 60, "#fb8"),
        ("arm_r", 80, "#2a7"),
        ("forearm_r", 64, "#4c9"),
        ("hand_r", 60, "#8ec"),
    ];
    for (name, width, colour) in bones {
        let Some(bone) = rig.bone(name) else { continue };
        let world = pose.world()[bone];
        let ([x1, y1], [x2, y2]) = (world.origin(), world.apply(rig.tip(bone)));
        svg += &format!(
            "<path d='M{x1:.0} {y1:.0}L{x2:.0} {y2:.0}' stroke='{colour}' \
             stroke-width='{width}' stroke-linecap='round'/>"
        );
    }
    let value = |id: &str| rig.parameter(id).map_or(0.0, |at| pose.parameters()[at]);
    let head = rig.bone("head").map_or(Affine::IDENTITY, |at| pose.world()[at]);
    svg + &face_svg(&head, [value("AngleX"), value("AngleY")], value("MouthOpenY"))
}

fn face_svg(head: &Affine, [yaw, pitch]: [f32; 2], open: f32) -> String {
    let Affine { a, b, c, d, tx, ty } = head;
    let (x, y) = (yaw * 3.4, -pitch * 3.4);
    format!(
        "<g transform='matrix({a} {b} {c} {d} {tx} {ty})'>\
         <ellipse cx='0' cy='-230' rx='200' ry='250' fill='#fdd' stroke='#444' stroke-width='14'/>\
         <circle cx='{}' cy='{}' r='34'/><circle cx='{}' cy='{}' r='34'/>\
         <ellipse cx='{}' cy='{}' rx='44' ry='{}' fill='#a33'/></g>",
        x - 90.0,
        y - 190.0,
        x + 90.0,
        y - 190.0,
        x,
        y - 70.0,
        8.0 + 44.0 * open
    )
}
