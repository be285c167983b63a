//! `/api/v1/catalogue`

use policy::{Catalogue as Switched, Section};
use wire::catalogue::{Catalogue, CatalogueItem};
use worker::Response;

use crate::{answer, call::Call, clock, error::Failure};

use super::store::{self, Row};

/// `GET /api/v1/catalogue`
pub async fn get_catalogue(call: &Call) -> Result<Response, Failure> {
    let rows = store::rows(&call.env).await?;
    let switched = store::catalogue(&rows);
    let items = |section| items(section, &switched, &rows);
    answer::json(
        200,
        &Catalogue {
            agents: items(Section::Agents),
            style_packs: items(Section::StylePacks),
            features: items(Section::Features),
        },
    )
}

fn items(section: Section, switched: &Switched, rows: &[Row]) -> Vec<CatalogueItem> {
    let list = switched.section(section).map(|(id, switch)| {
        let row = rows.iter().find(|row| row.section == section.name() && row.id == id);
        CatalogueItem {
            id: id.to_owned(),
            enabled: switch.enabled,
            version: switch.version.clone(),
            built_in: Switched::is_built_in(section, id),
            changed_at: row.map(|row| clock::iso(row.at)),
            proposal_id: row.map(|row| row.proposal_id.clone()),
        }
    });
    list.collect()
}
