//! Members and agents as others see them, and finding them.

pub mod routes;
pub mod store;
pub mod table;

/// Where a member's picture is.
pub fn picture_path(username: &str) -> String {
    format!("/api/v1/people/{username}/picture")
}
