//! Agents, style packs and features, as votes have switched them.

pub mod routes;
pub mod store;
pub mod table;

use policy::Section;
use worker::Env;

use crate::error::{Code, Failure};

/// Refuses with `feature_off` when a vote has switched a feature off.
pub async fn demand_feature(env: &Env, feature: &str) -> Result<(), Failure> {
    if store::load(env).await?.enabled(Section::Features, feature) {
        Ok(())
    } else {
        Err(Code::FeatureOff.into())
    }
}
