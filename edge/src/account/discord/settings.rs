//! Where Discord is, and who we are to it.

use worker::Env;

/// What a deployment says about Discord.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Of the application.
    pub client_id: String,
    /// Of the application; the secret `DISCORD_CLIENT_SECRET`.
    pub client_secret: String,
    /// What answers say they come from.
    pub issuer: String,
    /// Where browsers go.
    pub authorize_url: String,
    /// Where a code becomes a token.
    pub token_url: String,
    /// Where a token becomes a user.
    pub user_url: String,
}

/// The settings, where a deployment has an application at Discord.
pub fn read(env: &Env) -> Option<Settings> {
    let var = |name: &str| {
        env.var(name).ok().map(|value| value.to_string()).filter(|value| !value.is_empty())
    };
    Some(Settings {
        client_id: var("DISCORD_CLIENT_ID")?,
        client_secret: var("DISCORD_CLIENT_SECRET")?,
        issuer: var("DISCORD_ISSUER")?,
        authorize_url: var("DISCORD_AUTHORIZE_URL")?,
        token_url: var("DISCORD_TOKEN_URL")?,
        user_url: var("DISCORD_USER_URL")?,
    })
}
