//! `cargo xtask bake`: writes the landing page's living character. `bake FOLDER SCRATCH` puts
//! `figure.bin` into the one and the pictures, still to be packed for the web, into the other.

use character::raster::Picture;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder, scratch] = &arguments[..] else {
        eprintln!("bake FOLDER SCRATCH");
        return ExitCode::FAILURE;
    };
    match run(folder, scratch) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("bake: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, scratch: &Path) -> Result<(), String> {
    let baked = bake::bake()?;
    for path in [folder, scratch] {
        fs::create_dir_all(path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let bytes = baked.figure.to_bytes()?;
    fs::write(folder.join("figure.bin"), &bytes).map_err(|error| error.to_string())?;
    save(&scratch.join("sheet.png"), &baked.sheet)?;
    save(&scratch.join("still.png"), &baked.still)?;
    let figure = &baked.figure;
    let counts = [figure.parts.len(), figure.vertices.len(), figure.triangles.len()];
    println!("parts, vertices, triangles: {counts:?}; figure.bin: {} bytes", bytes.len());
    Ok(())
}

fn save(path: &Path, picture: &Picture) -> Result<(), String> {
    let file = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&picture.rgba).map_err(|error| error.to_string())
}
