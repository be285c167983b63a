//! What is drawn in one go.

use crate::crowd::Crowd;
use rig::Blend;
use std::ops::Range;

/// One draw: corners of an order, for a run of instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draw {
    pub(crate) order: usize,
    /// Within the order's corners.
    pub(crate) corners: Range<u32>,
    pub(crate) instances: Range<u32>,
    pub(crate) blend: Blend,
}

/// Whether two slots can be drawn together: colours that are added need no setting of their own,
/// for a premultiplied colour without alpha adds.
pub(crate) fn alike(a: Blend, b: Blend) -> bool {
    let over = |it: Blend| matches!(it, Blend::Normal | Blend::Additive);
    a == b || (over(a) && over(b))
}

/// The draws of a crowd, from back to front: one, unless orders differ, or slots multiply or
/// screen, which a card can only do one after the other.
pub(crate) fn draws(crowd: &Crowd) -> Vec<Draw> {
    let mut draws = Vec::new();
    let n_instances = crowd.instances.len();
    let mut first = 0;
    while first < n_instances {
        let order = usize::from(crowd.instances[first].order).min(crowd.orders.len() - 1);
        let runs = &crowd.orders[order].runs;
        let same = |it: &crate::Instance| usize::from(it.order) == order;
        let n_same = crowd.instances[first..].iter().take_while(|it| same(it)).count();
        // With several runs each character has to be finished before the next one begins.
        let n_together = if runs.len() == 1 { n_same.max(1) } else { 1 };
        let ends = runs.iter().skip(1).map(|it| it.0);
        let ends = ends.chain([crowd.orders[order].corners.len()]);
        for ((from, slot), to) in runs.iter().zip(ends) {
            draws.push(Draw {
                order,
                corners: *from as u32..to as u32,
                instances: first as u32..(first + n_together) as u32,
                blend: crowd.archetype.blends[*slot],
            });
        }
        first += n_together;
    }
    draws
}
