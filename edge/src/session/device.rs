//! A name for the device that a session is held by.

use crate::{
    call::Call,
    error::{Code, Refusal},
};

/// Most characters of a name that somebody gives: of a device, a passkey, a key, an agent.
pub const NAME_CHARS_MAX: usize = 50;

/// A name somebody gave, trimmed.
pub fn given(sent: &str, field: &'static str) -> Result<String, Refusal> {
    let name = sent.trim();
    let fits = (1..=NAME_CHARS_MAX).contains(&name.chars().count());
    if fits && !name.chars().any(char::is_control) {
        Ok(name.to_owned())
    } else {
        Err(Refusal::of(Code::FieldInvalid, field))
    }
}

/// A name made up from what the browser says about itself.
pub fn name(call: &Call) -> String {
    made_up(&call.header("user-agent").unwrap_or_default())
}

fn made_up(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    // The order matters: Edge says Chrome as well, Chrome says Safari, Android says Linux.
    let browser = first(&[
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "A program".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_what_they_say() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(made_up(chrome), "Chrome on Linux");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                     (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(made_up(phone), "Safari on iPhone");
        assert_eq!(made_up("curl/8.0"), "A program");
    }

    #[test]
    fn names_are_bounded() {
        assert_eq!(given(" Mei's phone ", "name"), Ok("Mei's phone".to_owned()));
        for bad in ["", "  ", "a\nb", &"x".repeat(51)] {
            assert!(given(bad, "name").is_err());
        }
    }
}
