//! Where every unit of every asset is.

use money::{Amount, Asset, Limbs};
use wire::token::{Supply, TokenInfo};
use worker::{Env, Response};

use crate::{answer, call::Call, error::Failure};

use super::{
    statement::joined,
    store::supply::{self, Row, Staked},
};

/// `GET /api/v1/token`
pub async fn info(call: &Call) -> Result<Response, Failure> {
    let (items, entry) = everywhere(&call.env).await?;
    answer::json(200, &TokenInfo { items, entry })
}

/// The supply of every asset, and the entry that the figures know of.
pub async fn everywhere(env: &Env) -> Result<(Vec<Supply>, u64), Failure> {
    let (rows, staked, entry) = supply::snapshot(env).await?;
    let of = |asset| one(asset, &rows, &staked);
    Ok((Asset::ALL.into_iter().map(of).collect::<Result<_, _>>()?, entry))
}

fn one(asset: Asset, rows: &[Row], staked: &[Staked]) -> Result<Supply, Failure> {
    let find =
        |purpose: &str| rows.iter().find(|row| row.asset == asset.code() && row.purpose == purpose);
    let held = |purpose: &str| find(purpose).map_or(Ok(0), |row| row.limbs.signed());
    let (reserve, treasury) = (held("reserve")?, held("treasury")?);
    let (fees, burned) = (held("fees")?, held("burned")?);
    let issued = -(held("issue")? + held("gateway")?);
    let mut cap = 0;
    for row in ["issue", "gateway"].into_iter().filter_map(find) {
        let floor = Limbs::parse(&row.min_hi, &row.min_lo).map(Limbs::signed);
        cap -= floor.ok_or_else(|| Failure::Fault("a floor out of range".to_owned()))?;
    }
    let staked = match staked.iter().find(|row| row.asset == asset.code()) {
        Some(row) => joined([&row.k, &row.h, &row.m, &row.l])?,
        None => Amount::ZERO,
    };
    let circulating = issued - reserve - treasury - fees - burned;
    let text = |units: i128| {
        let amount = u128::try_from(units).ok().and_then(Amount::checked);
        let wrong = || Failure::Fault(format!("a supply of {units} {asset}"));
        amount.map(|amount| amount.format(asset)).ok_or_else(wrong)
    };
    Ok(Supply {
        asset: asset.code().to_owned(),
        name: asset.name().to_owned(),
        decimals: asset.decimals(),
        cap: text(cap)?,
        issued: text(issued)?,
        circulating: text(circulating)?,
        staked: staked.format(asset),
        reserve: text(reserve)?,
        treasury: text(treasury)?,
        fees: text(fees)?,
        burned: text(burned)?,
    })
}
