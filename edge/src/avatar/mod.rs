//! Avatars in an account: the picture goes to the object store, the rest to the database.

pub mod parse;
pub mod routes;
pub mod store;
pub mod table;

/// Most avatars of one guest; the database enforces it.
pub const AVATARS_MAX: u32 = 200;
/// Most characters of a name.
pub const NAME_CHARS_MAX: usize = 100;
/// Most bytes of each JSON object that belongs to an avatar.
pub const OBJECT_BYTES_MAX: usize = 16 * 1024;
/// Avatars on a page when nothing is said.
pub const PAGE_DEFAULT: u32 = 20;
/// Most avatars on a page.
pub const PAGE_MAX: u32 = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_enforces_the_same_limit() {
        let sql = include_str!("../../migrations/0001_portraits.sql");
        assert!(sql.contains(&format!("NEW.principal_id) >= {AVATARS_MAX}")));
        assert!(sql.contains(&format!("length(name) BETWEEN 1 AND {NAME_CHARS_MAX}")));
    }
}
