use opsmith::shape;

#[shape]
pub struct Digest<const N: usize> {
    pub bytes: Vec<u8>,
}

fn main() {
    let _ = Digest::<4> { bytes: vec![] };
}
