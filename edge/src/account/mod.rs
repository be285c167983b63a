//! Accounts: a guest becomes a member with a passkey, signs in, changes, leaves.

pub mod ceremony;
pub mod deletion;
pub mod discord;
pub mod export;
pub mod passkeys;
pub mod profile;
pub mod recovery;
pub mod sign_in;
pub mod sign_up;
pub mod store;
pub mod table;

/// How long a ceremony may take.
pub const CEREMONY_MS: u64 = 5 * 60 * 1000;

#[cfg(test)]
mod tests {
    #[test]
    fn the_database_enforces_the_same_limits() {
        let sql = include_str!("../../migrations/0004_accounts.sql");
        let (least, most) = (credential::username::LETTERS_MIN, credential::username::LETTERS_MAX);
        assert!(sql.contains(&format!("length(username) BETWEEN {least} AND {most}")));
        let most = crate::session::device::NAME_CHARS_MAX;
        assert!(sql.contains(&format!("length(display_name) BETWEEN 1 AND {most}")));
    }
}
