//! The small grade each style is finished with.

use picture::grade::ColourProfile;

/// The grade of a style; nothing for styles that are not ours.
pub fn grade_of(style: &str) -> ColourProfile {
    match style {
        "kingdom-hearts" => {
            ColourProfile { saturation: 1.08, contrast: 1.05, ..ColourProfile::NEUTRAL }
        }
        "dark-cloud" => {
            ColourProfile { gain: [1.02, 1.0, 0.97], contrast: 1.04, ..ColourProfile::NEUTRAL }
        }
        "ghibli" => ColourProfile { lift: [0.01, 0.015, 0.01], ..ColourProfile::NEUTRAL },
        "cel-shade" => ColourProfile { saturation: 1.05, contrast: 1.12, ..ColourProfile::NEUTRAL },
        _ => ColourProfile::NEUTRAL,
    }
}
