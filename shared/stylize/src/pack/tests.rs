use super::*;
use crate::TIERS;

fn notes() -> BTreeMap<String, String> {
    [
        ("format", FORMAT),
        ("input", INPUT_CONVENTION),
        ("id", "test"),
        ("name", "Test"),
        ("version", "1"),
        ("tier", "xs"),
        ("licence", "MIT"),
        ("author", "tests"),
        ("teacher_hash", "none"),
    ]
    .map(|(key, value)| (key.to_owned(), value.to_owned()))
    .into()
}

fn weights() -> Vec<Vec<f32>> {
    let mut state = 1_u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    };
    let fill = |spec: &TensorSpec| {
        (0..spec.shape.iter().product()).map(|_| next() * 0.2).collect::<Vec<f32>>()
    };
    TIERS[0].tensors().iter().map(fill).collect()
}

fn written() -> Vec<u8> {
    write_pack(&TIERS[0], &weights(), notes()).expect("a good pack is written")
}

#[test]
fn a_good_pack_comes_back_and_passes_its_golden_check() {
    let pack = Pack::from_bytes(&written()).expect("a good pack is accepted");
    assert_eq!(pack.label(), "test@1");
    pack.on_processor().expect("the golden picture agrees");
}

#[cfg(feature = "burn")]
#[test]
fn burn_agrees_with_the_golden_picture() {
    let pack = Pack::from_bytes(&written()).expect("a good pack is accepted");
    let device = crate::Device::flex();
    let checked = pollster::block_on(pack.check(&pack.network(&device), &device));
    checked.expect("the golden picture agrees");
}

#[test]
fn a_pack_with_other_weights_fails_its_golden_check() {
    let mut pack = Pack::from_bytes(&written()).expect("a good pack is accepted");
    let last = pack.weights.len() - 1;
    pack.weights[last][0] += 0.1;
    let answer = pack.on_processor().map(drop);
    assert!(matches!(answer, Err(PackRefusal::Golden(d)) if d > 0.05), "{answer:?}");
}

/// A good pack with one tensor left out.
fn without(name: &str) -> Vec<u8> {
    let bytes = written();
    let (_, header) = SafeTensors::read_metadata(&bytes).expect("a good pack has a header");
    let file = SafeTensors::deserialize(&bytes).expect("a good pack is read");
    let rest = file.tensors().into_iter().filter(|(other, _)| other != name);
    safetensors::serialize(rest, header.metadata().clone()).expect("it is written")
}

#[test]
fn each_fault_has_its_own_refusal() {
    let good = written();
    let refused = |bytes: &[u8]| Pack::from_bytes(bytes).expect_err("must be refused").code();
    assert_eq!(refused(&vec![0; PACK_BYTES_MAX + 1]), "pack_too_large");
    assert_eq!(refused(b"not a pack"), "pack_malformed");
    assert_eq!(refused(&good[..good.len() / 2]), "pack_truncated");
    assert_eq!(refused(&[]), "pack_malformed");

    let replaced = |from: &str, to: &str| {
        let mut bytes = good.clone();
        let at = bytes.windows(from.len()).position(|w| w == from.as_bytes()).expect("is there");
        bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
        bytes
    };
    assert_eq!(refused(&replaced("digigami-style/1", "digigami-style/9")), "pack_format");
    assert_eq!(refused(&replaced("\"tier\":\"xs\"", "\"tier\":\"xl\"")), "pack_metadata");
    assert_eq!(refused(&replaced("stem.weight", "stem.wight2")), "pack_unknown_tensor");
    assert_eq!(refused(&without("head.bias")), "pack_missing_tensor");
    assert_eq!(refused(&replaced("[16,15,3,3]", "[15,16,3,3]")), "pack_shape");
}

#[test]
fn numbers_that_are_not_finite_or_too_large_are_refused() {
    for bad in [f32::NAN, f32::INFINITY, 2_000.0] {
        let mut weights = weights();
        weights[0][3] = bad;
        let answer = write_pack(&TIERS[0], &weights, notes());
        let code = answer.expect_err("must be refused").code();
        assert!(["pack_numbers", "pack_golden"].contains(&code), "{bad} gave {code}");
    }
}
