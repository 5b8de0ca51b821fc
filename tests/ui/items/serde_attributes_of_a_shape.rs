use opsmith::{Timestamp, shape, wire::{Decode, Encode}};

#[shape]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Room {
    #[serde(rename = "roomName", default)]
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    #[serde(with = "my::format")]
    pub created: Timestamp,
    #[serde(flatten)]
    pub rest: Option<String>,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
